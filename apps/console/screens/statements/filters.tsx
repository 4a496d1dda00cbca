/** The filters of the list, in the address. */
import { FLAG_SENTENCES } from '#libs/words/labels/statements.ts';
import { useAddress } from '../../parts/address.ts';
import { QuarterField, SearchField, SelectField } from '../../parts/fields.tsx';
import { STAGES, stageText } from '../../parts/words.tsx';
import { SCHEMES } from '../../parts/schemes.ts';
import type { Filters } from './queries.ts';

/** Names in the address. */
const NAMES = {
  q: 'cherche',
  team: 'team',
  scheme: 'schema',
  from: 'de',
  to: 'a',
  stage: 'stade',
  flag: 'remarque',
} as const;

export function useFilters(): Filters {
  const { get } = useAddress();
  return Object.fromEntries(Object.entries(NAMES).map(([name, said]) => [name, get(said)]));
}

export function StatementFilters() {
  const { get, set } = useAddress();
  const field = (name: string) => ({
    value: get(name) ?? '',
    set: (value: string) => set({ [name]: value }),
  });
  const isFiltered = Object.values(NAMES).some((name) => get(name) !== undefined);
  return (
    <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
      <SearchField label="Équipe" placeholder="nom ou identifiant" {...field('cherche')} />
      <SelectField
        label="Expérimentation"
        none="toutes"
        options={SCHEMES.map((scheme) => [scheme, scheme])}
        {...field('schema')}
      />
      <QuarterField label="De" none="début" {...field('de')} />
      <QuarterField label="À" none="fin" {...field('a')} />
      <SelectField
        label="Où il en est"
        none="partout"
        options={STAGES.filter((stage) => stage !== 'NONE').map((stage) => [stage, stageText(stage)])}
        {...field('stade')}
      />
      <SelectField
        label="À savoir"
        none="tout"
        options={Object.entries(FLAG_SENTENCES).map(([flag, sentence]) => [flag, firstWords(sentence)])}
        {...field('remarque')}
      />
      {isFiltered && (
        <button
          type="button"
          className="plain"
          onClick={() => set(Object.fromEntries(Object.values(NAMES).map((name) => [name, undefined])))}
        >
          Tout montrer
        </button>
      )}
      {get('team') !== undefined && <p className="quiet">Équipe {get('team')} seulement.</p>}
    </form>
  );
}

const MAX_WORDS = 48;

function firstWords(sentence: string): string {
  const [first = sentence] = sentence.split(/ ?[:;]/);
  return first.length > MAX_WORDS ? `${first.slice(0, MAX_WORDS).replace(/\s\S*$/, '')}…` : first;
}
