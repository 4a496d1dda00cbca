/** Simulations of one range side by side, as a chart for each on one scale and as a table, grouped by `par` in the address. */
import { useQuery } from '@tanstack/react-query';
import { profileLabel } from '#libs/words/labels/profiles.ts';
import { GROUPING_LABELS } from '#libs/words/labels/scenarios.ts';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Amount, periodInFrench } from '../../parts/words.tsx';
import { type GroupRow, besideEachOther, groupRows } from './group-rows.ts';
import { type Grouping, type Simulation, scenariosQuery } from './queries.ts';

const GROUPINGS = ['scheme', 'team', 'period', 'profile', 'total'] as const satisfies readonly Grouping[];
/** More bars cannot be distinguished. */
const SHOWN = 24;

export function Scenarios({ of, all }: { readonly of: Simulation; readonly all: readonly Simulation[] }) {
  const { get, set } = useAddress();
  const beside = besideEachOther(of, all).map(({ simulation }) => simulation);
  const by = GROUPINGS.find((grouping) => grouping === get('par')) ?? 'scheme';
  if (beside.length < 2) return null;
  return (
    <section>
      <header className="screen-head">
        <h3>Scénarios côte à côte</h3>
        <CsvButton
          path={`/simulations/comparison?simulations=${beside.map(encodeURIComponent).join(',')}&by=${by}&limit=500`}
          name={`scenarios-${by}.csv`}
        />
      </header>
      <div className="filters">
        <SelectField
          label="Grouper par"
          value={by}
          set={(par) => set({ par })}
          options={GROUPINGS.map((grouping) => [grouping, GROUPING_LABELS[grouping]] as const)}
        />
      </div>
      <Groups simulations={beside} by={by} />
    </section>
  );
}

function Groups({ simulations, by }: { readonly simulations: readonly string[]; readonly by: Grouping }) {
  const compared = useQuery(scenariosQuery(simulations, by));
  return (
    <Loaded query={compared}>
      {(groups) => {
        const rows = groupRows(groups);
        return (
          <>
            <Charts rows={rows} simulations={simulations} by={by} />
            <DataTable
              caption={`Scénarios par ${GROUPING_LABELS[by]}`}
              sortName="tri-scenarios"
              columns={columnsOf(simulations, by)}
              rows={rows}
              keyOf={({ key }) => key}
            />
          </>
        );
      }}
    </Loaded>
  );
}

interface ChartsProps {
  readonly rows: readonly GroupRow[];
  readonly simulations: readonly string[];
  readonly by: Grouping;
}

/** One chart per simulation, with the groups that change most in any of them, all in the same order. */
function Charts({ rows, simulations, by }: ChartsProps) {
  const most = rows
    .filter(({ greatest }) => greatest > 0n)
    .toSorted((a, b) => (a.greatest < b.greatest ? 1 : -1))
    .slice(0, SHOWN);
  const shown = rows.filter((row) => most.includes(row));
  if (shown.length === 0) return <p className="quiet">Aucun montant ne change.</p>;
  return simulations.map((simulation) => (
    <Bars
      key={simulation}
      title={`Effet de « ${simulation} »`}
      of={GROUPING_LABELS[by]}
      points={shown.map((row) => ({
        label: labelOf(row, by),
        cents: String(row.differences.get(simulation) ?? 0n),
        isMarked: true,
      }))}
    />
  ));
}

function labelOf({ scheme, group, name }: GroupRow, by: Grouping): string {
  switch (by) {
    case 'total':
      return 'toutes les équipes';
    case 'period':
      return periodInFrench(group ?? '');
    case 'profile':
      return `${scheme}, ${group === null ? 'hors profil' : profileLabel(group)}`;
    case 'team':
      return name === null ? (group ?? '') : `${group ?? ''}, ${name}`;
    case 'scheme':
      return group ?? '';
  }
}

function columnsOf(simulations: readonly string[], by: Grouping): readonly Column<GroupRow>[] {
  return [
    { key: 'groupe', heading: GROUPING_LABELS[by], cell: (row) => labelOf(row, by) },
    {
      key: 'vigueur',
      heading: 'En vigueur',
      isFigure: true,
      sortBy: ({ beforeCents }) => beforeCents,
      cell: ({ beforeCents }) => <Amount cents={beforeCents} />,
    },
    ...simulations.map((simulation): Column<GroupRow> => {
      const differenceOf = ({ differences }: GroupRow): bigint => differences.get(simulation) ?? 0n;
      return {
        key: simulation,
        heading: simulation,
        isFigure: true,
        sortBy: differenceOf,
        cell: (row) => (differenceOf(row) === 0n ? '=' : <Amount cents={differenceOf(row)} signed />),
      };
    }),
  ];
}
