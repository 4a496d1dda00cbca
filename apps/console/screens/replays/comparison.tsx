/** Two kept replays side by side: the lines that differ. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { magnitude } from '../../parts/magnitude.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, counted, dayInFrench, periodInFrench } from '../../parts/words.tsx';
import { lineLabel } from '../statement/labels.ts';
import { type Kept, replayComparisonQuery, keptQuery } from './queries.ts';

export function Comparison() {
  const kept = useQuery(keptQuery);
  return (
    <Loaded query={kept}>
      {(all) =>
        all.length < 2 ? (
          <NothingHere title="Il faut deux rejeux gardés">
            Un rejeu est gardé sous le nom que l’on lui donne. Rejouez la même plage à un autre jour de connaissance, ou
            après un changement, puis comparez.
          </NothingHere>
        ) : (
          <Choice all={all} />
        )
      }
    </Loaded>
  );
}

function Choice({ all }: { readonly all: readonly Kept[] }) {
  const { get, set } = useAddress();
  const [first = '', second = ''] = [get('premier'), get('second')];
  const options = all.map((one) => [one.replay, nameText(one)] as const);
  return (
    <>
      <form className="filters" aria-label="Rejeux à comparer" onSubmit={(event) => event.preventDefault()}>
        <SelectField
          label="Premier"
          none="choisir"
          value={first}
          set={(value) => set({ premier: value })}
          options={options}
        />
        <SelectField
          label="Second"
          none="choisir"
          value={second}
          set={(value) => set({ second: value })}
          options={options}
        />
      </form>
      {first !== '' && second !== '' && <Lines first={first} second={second} />}
    </>
  );
}

function nameText({ replay, knownOn, changed, statements }: Kept): string {
  const day = knownOn === null ? '' : `, connu au ${dayInFrench(knownOn)}`;
  return `${replay}${day} : ${changed ?? '?'} sur ${counted(statements, 'décompte')}`;
}

type Line = components['schemas']['ComparedLineView'];

function Lines({ first, second }: { readonly first: string; readonly second: string }) {
  const list = useInfiniteQuery(replayComparisonQuery(first, second));
  const path = `/replays/${encodeURIComponent(first)}/difference/${encodeURIComponent(second)}`;
  const columns: readonly Column<Line>[] = [
    {
      key: 'periode',
      heading: 'Période',
      cell: ({ team, period }) => (
        <ScreenLink to={statementAddress(team, period)}>
          {team}, {periodInFrench(period)}
        </ScreenLink>
      ),
    },
    { key: 'ligne', heading: 'Ligne', cell: ({ line }) => lineLabel(line) },
    { key: 'premier', heading: first, isFigure: true, cell: ({ firstCents }) => <Amount cents={firstCents} /> },
    { key: 'second', heading: second, isFigure: true, cell: ({ secondCents }) => <Amount cents={secondCents} /> },
    {
      key: 'ecart',
      heading: 'Écart',
      isFigure: true,
      sortBy: ({ differenceCents }) => magnitude(differenceCents),
      cell: ({ differenceCents }) => <Amount cents={differenceCents} signed />,
    },
  ];
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          <CsvButton path={path} name={`${first}-${second}.csv`} />
          <DataTable
            caption="Lignes qui diffèrent"
            columns={columns}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ team, period, line }) => `${team} ${period} ${line}`}
            empty={
              <NothingHere title="Aucune ligne ne diffère">Les deux rejeux donnent les mêmes montants.</NothingHere>
            }
          />
          <MoreRows list={list} sortName="tri" />
        </>
      )}
    </Loaded>
  );
}
