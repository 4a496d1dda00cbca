/** Two simulations of one range, statement by statement: the address chooses the other (`avec`). */
import { useQuery } from '@tanstack/react-query';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, periodInFrench, sumOf } from '../../parts/words.tsx';
import { type Compared, type Simulation, comparedQuery } from './queries.ts';

interface ComparisonProps {
  readonly of: Simulation;
  readonly all: readonly Simulation[];
}

export function SimulationComparison({ of, all }: ComparisonProps) {
  const { get, set } = useAddress();
  const others = all.filter((one) => one.simulation !== of.simulation && isOfSameRange(one, of));
  const asked = others.find(({ simulation }) => simulation === get('avec'))?.simulation;
  if (others.length === 0) return null;
  return (
    <>
      <div className="filters">
        <SelectField
          label="Comparer à"
          none="aucune"
          value={asked ?? ''}
          set={(avec) => set({ avec })}
          options={others.map(({ simulation }) => [simulation, simulation] as const)}
        />
      </div>
      {asked !== undefined && <Statements first={of.simulation} second={asked} />}
    </>
  );
}

function isOfSameRange(one: Simulation, other: Simulation): boolean {
  return (['from', 'to', 'knownOn', 'team'] as const).every((field) => one[field] === other[field]);
}

function Statements({ first, second }: { readonly first: string; readonly second: string }) {
  const compared = useQuery(comparedQuery(first, second));
  return (
    <Loaded query={compared}>
      {(all) => (
        <>
          <p>
            De « {first} » à « {second} » :{' '}
            <Amount cents={sumOf(all.map(({ differenceCents }) => differenceCents))} signed />
          </p>
          <DataTable
            caption={`De « ${first} » à « ${second} »`}
            sortName="tri-comparaison"
            columns={columnsOf(first, second)}
            rows={all}
            keyOf={({ team, period }) => `${team} ${period}`}
            empty={
              <NothingHere title="Aucune différence">Les deux simulations donnent les mêmes montants.</NothingHere>
            }
          />
        </>
      )}
    </Loaded>
  );
}

function columnsOf(first: string, second: string): readonly Column<Compared>[] {
  return [
    {
      key: 'decompte',
      heading: 'Décompte',
      cell: ({ team, period }) => (
        <ScreenLink to={statementAddress(team, period)}>
          {team}, {periodInFrench(period)}
        </ScreenLink>
      ),
    },
    { key: 'premiere', heading: first, isFigure: true, cell: ({ firstCents }) => <Amount cents={firstCents} /> },
    { key: 'seconde', heading: second, isFigure: true, cell: ({ secondCents }) => <Amount cents={secondCents} /> },
    {
      key: 'ecart',
      heading: 'Écart',
      isFigure: true,
      sortBy: ({ differenceCents }) => BigInt(differenceCents),
      cell: ({ differenceCents }) => <Amount cents={differenceCents} signed />,
    },
  ];
}
