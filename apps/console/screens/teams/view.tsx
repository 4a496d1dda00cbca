/** Équipes: filters, the list, and the number of teams in each scheme. */
import { useQuery } from '@tanstack/react-query';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { DayField, SearchField, SelectField } from '../../parts/fields.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Term } from '../../parts/term.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { SCHEMES } from '../../parts/schemes.ts';
import { Candidates } from './candidates.tsx';
import { Closings } from './closings.tsx';
import { type ListedTeam, teamsCsvAddress, teamsQuery } from './queries.ts';

const COLUMNS: readonly Column<ListedTeam>[] = [
  {
    key: 'equipe',
    heading: 'Équipe',
    sortBy: ({ team }) => team,
    cell: ({ team }) => <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>,
  },
  { key: 'nom', heading: 'Nom', sortBy: ({ name }) => name, cell: ({ name }) => name },
  { key: 'schema', heading: 'Expérimentation', sortBy: ({ scheme }) => scheme, cell: ({ scheme }) => scheme },
  { key: 'phase', heading: 'Phase', sortBy: phaseText, cell: phaseText },
  { key: 'commune', heading: 'Commune', sortBy: ({ commune }) => commune, cell: ({ commune }) => commune },
  {
    key: 'professionnels',
    heading: 'Professionnels',
    isFigure: true,
    sortBy: ({ members }) => members,
    cell: ({ members }) => NUMBER.format(members),
  },
];

function phaseText({ phase }: ListedTeam): string {
  return phase === null ? 'pas commencée' : (PHASE_LABELS[phase] ?? phase);
}

export default function TeamsScreen() {
  const { get } = useAddress();
  const tab = get('onglet') ?? 'equipes';
  return (
    <>
      <h1>Équipes</h1>
      <Tabs
        label="Vue"
        name="onglet"
        now={tab}
        tabs={[
          ['equipes', 'Dans une expérimentation', undefined],
          ['candidatures', 'Candidatures', undefined],
          ['clotures', 'Clôtures', undefined],
        ]}
      />
      {tab === 'candidatures' && <Candidates />}
      {tab === 'clotures' && <Closings />}
      {tab === 'equipes' && <TeamsIn />}
    </>
  );
}

function TeamsIn() {
  const { get, set } = useAddress();
  const filters = { scheme: get('schema'), phase: get('phase'), knownOn: get('jour') };
  const teams = useQuery(teamsQuery(filters));
  const sought = (get('cherche') ?? '').toLocaleLowerCase('fr');
  const isSought = ({ team, name, commune }: ListedTeam): boolean =>
    `${team} ${name} ${commune}`.toLocaleLowerCase('fr').includes(sought);
  return (
    <>
      <div className="actions">
        <CsvButton path={teamsCsvAddress(filters)} name="equipes.csv" />
      </div>
      <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
        <SearchField
          label="Équipe"
          placeholder="nom, identifiant, commune"
          value={get('cherche') ?? ''}
          set={(value) => set({ cherche: value })}
        />
        <SelectField
          label="Expérimentation"
          none="toutes"
          value={filters.scheme ?? ''}
          set={(value) => set({ schema: value })}
          options={SCHEMES.map((scheme) => [scheme, scheme])}
        />
        <SelectField
          label="Phase"
          none="toutes"
          value={filters.phase ?? ''}
          set={(value) => set({ phase: value })}
          options={Object.entries(PHASE_LABELS)}
        />
        <DayField label="Connu au (aujourd’hui si vide)" value={filters.knownOn ?? ''} set={(jour) => set({ jour })} />
        <Term of="knownOn">{''}</Term>
      </form>
      <Loaded query={teams} skeleton={<Skeleton lines={12} />}>
        {(all) => {
          const shown = all.filter(isSought);
          return (
            <>
              <p className="sums">
                <span>{counted(shown.length, 'équipe')}</span>
                {[...Map.groupBy(shown, ({ scheme }) => scheme)].map(([scheme, own]) => (
                  <span key={scheme}>
                    {scheme} {NUMBER.format(own.length)}
                  </span>
                ))}
              </p>
              <DataTable
                caption="Équipes"
                columns={COLUMNS}
                rows={shown}
                keyOf={({ team }) => team}
                empty={
                  <NothingHere title="Aucune équipe ne correspond">
                    Élargissez les filtres. S’il n’y en a aucune nulle part, importez teams.csv et phases.csv.
                  </NothingHere>
                }
              />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
