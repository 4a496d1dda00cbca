/** Acts by team and month: a month with far fewer acts than the three before is marked. */
import { useState } from 'react';
import { teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import type { Todo } from './queries.ts';

type Month = Todo['completeness'][number];

const SHOWN = 100;

/** Teams with a month that looks incomplete come first. */
function incompleteFirst(
  [, a]: readonly [string, readonly Month[]],
  [, b]: readonly [string, readonly Month[]],
): number {
  const isShort = (months: readonly Month[]): number => Number(months.some(({ looksIncomplete }) => looksIncomplete));
  return isShort(b) - isShort(a);
}

export function MonthsOfActs({ months }: { readonly months: readonly Month[] }) {
  const [shown, setShown] = useState(SHOWN);
  if (months.length === 0)
    return <NothingHere title="Aucun acte attendu">Aucune équipe n’est au forfait sur ces mois.</NothingHere>;
  const columns = [...new Set(months.map(({ month }) => month))].sort();
  const all = [...Map.groupBy(months, ({ team }) => team)].sort(incompleteFirst);
  const teams = all.slice(0, shown);
  return (
    <>
      <p className="quiet">
        Actes enregistrés par mois de soins. <span className="lacking">▾</span> : bien moins que les trois mois d’avant,
        des fichiers manquent sans doute.
      </p>
      <ScrollRegion label="Complétude des actes">
        <table className="completeness">
          <thead>
            <tr>
              <th scope="col">Équipe</th>
              {columns.map((month) => (
                <th scope="col" className="figure" key={month}>
                  {month}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {teams.map(([team, own]) => (
              <tr key={team}>
                <th scope="row">
                  <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>
                </th>
                {columns.map((month) => (
                  <MonthCell key={month} month={own.find((one) => one.month === month)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {all.length > shown && (
        <button
          type="button"
          className="plain"
          onClick={() => {
            setShown(shown + SHOWN);
          }}
        >
          La suite
        </button>
      )}
    </>
  );
}

function MonthCell({ month }: { readonly month: Month | undefined }) {
  if (month === undefined) return <td />;
  const { acts, actsOfThreeBefore, looksIncomplete } = month;
  const before =
    actsOfThreeBefore === undefined ? '' : `, ${NUMBER.format(actsOfThreeBefore)} sur les trois mois d’avant`;
  return (
    <td className={looksIncomplete ? 'figure lacking' : 'figure'} title={`${counted(acts, 'acte')}${before}`}>
      {looksIncomplete && (
        <>
          <span aria-hidden="true">▾</span>
          <span className="unseen">semble incomplet : </span>
        </>
      )}{' '}
      {NUMBER.format(acts)}
    </td>
  );
}
