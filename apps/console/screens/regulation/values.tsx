/** The content of a version: each parameter of a scheme by date, with its certainty and its text. */
import { useQuery } from '@tanstack/react-query';
import { parameterLabel, sourceText } from '#libs/words/labels/parameter-text.ts';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SearchField, SelectField } from '../../parts/fields.tsx';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Day, counted } from '../../parts/words.tsx';
import { statusLabel } from '../statement/labels.ts';
import { type Scheme, type Version, contentQuery } from './queries.ts';

interface ValuesProps {
  readonly versions: readonly Version[];
  /** Shown. */
  readonly version: string;
}

export function Values({ versions, version }: ValuesProps) {
  const { get, set } = useAddress();
  const content = useQuery(contentQuery(version));
  return (
    <>
      <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
        <SelectField
          label="Version"
          value={version}
          set={(value) => set({ version: value })}
          options={versions.map((one) => [one.version, one.inForce ? `${one.version} (en vigueur)` : one.version])}
        />
        <SelectField
          label="Expérimentation"
          none="toutes"
          value={get('schema') ?? ''}
          set={(schema) => set({ schema })}
          options={(content.data?.schemes ?? []).map(({ scheme }) => [scheme, scheme])}
        />
        <SelectField
          label="Certitude"
          none="toutes"
          value={get('certitude') ?? ''}
          set={(certitude) => set({ certitude })}
          options={['exact', 'reconstructed', 'assumed'].map((one) => [one, statusLabel(one).split(' :')[0] ?? one])}
        />
        <SearchField
          label="Paramètre"
          placeholder="nom ou mots"
          value={get('parametre') ?? ''}
          set={(parametre) => set({ parametre })}
        />
        <Term of="uncertain">{''}</Term>
      </form>
      <Loaded query={content} skeleton={<Skeleton lines={12} />}>
        {(read) =>
          read.schemes
            .filter(({ scheme }) => scheme === (get('schema') ?? scheme))
            .map((scheme) => <SchemeValues key={scheme.scheme} of={scheme} />)
        }
      </Loaded>
    </>
  );
}

/** One value of one parameter. */
interface Row {
  readonly parameter: string;
  readonly value: Scheme['parameters'][number]['values'][number];
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'parametre',
    heading: 'Paramètre',
    cell: ({ parameter }) => (
      <>
        {parameterLabel(parameter)} <code className="quiet">{parameter}</code>
      </>
    ),
  },
  { key: 'depuis', heading: 'À partir du', cell: ({ value }) => <Day day={value.from} /> },
  { key: 'valeur', heading: 'Valeur', cell: ({ value }) => <ParameterValue value={value.value} /> },
  { key: 'certitude', heading: 'Certitude', cell: ({ value }) => statusLabel(value.status) },
  { key: 'texte', heading: 'Référence', cell: ({ value }) => sourceText(value.reference) },
];

function SchemeValues({ of }: { readonly of: Scheme }) {
  const { get } = useAddress();
  const sought = (get('parametre') ?? '').toLocaleLowerCase('fr');
  const status = get('certitude');
  const rows = of.parameters
    .filter(({ parameter }) => `${parameter} ${parameterLabel(parameter)}`.toLocaleLowerCase('fr').includes(sought))
    .flatMap(({ parameter, values }) => values.map((value) => ({ parameter, value })))
    .filter(({ value }) => value.status === (status ?? value.status));
  const uncertain = rows.filter(({ value }) => value.status !== 'exact').length;
  return (
    <section className="panel">
      <h2>{of.scheme}</h2>
      <details>
        <summary className="quiet">
          {counted(of.texts.length, 'texte')} ; {counted(rows.length, 'valeur')}, dont {uncertain} sans texte lu tel
          quel
        </summary>
        <ul>
          {of.texts.map(({ id, from, reference }) => (
            <li key={id}>
              <strong>{id}</strong>, à partir du <Day day={from} /> : {sourceText(reference)}
            </li>
          ))}
        </ul>
      </details>
      <DataTable
        caption={`Valeurs de ${of.scheme}`}
        columns={COLUMNS}
        rows={rows}
        keyOf={({ parameter, value }) => `${parameter} ${value.from}`}
        empty={<NothingHere title="Aucune valeur ne correspond">Élargissez les filtres.</NothingHere>}
      />
    </section>
  );
}
