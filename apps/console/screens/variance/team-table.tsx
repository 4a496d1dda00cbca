/** The teams of the report, outliers first; a row opens to why it moved, and to its lines. */
import type { ReactNode } from 'react';
import { signedPercent } from '#libs/kernel/euros.ts';
import { statementAddress, teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { RowOpener } from '../../parts/row-opener.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { Amount, StageBadge, periodInFrench } from '../../parts/words.tsx';
import { lineLabel } from '../statement/labels.ts';
import type { Report, TeamVariance } from './queries.ts';
import { reasonsOf } from './words.ts';

interface TeamTableProps {
  readonly teams: readonly TeamVariance[];
  readonly period: string;
  readonly report: Report | undefined;
}

type Line = TeamVariance['lines'][number];
type Difference = NonNullable<Line['previous']>;

export function TeamTable({ teams, period, report }: TeamTableProps) {
  const { get, set } = useAddress();
  const open = get('ouvert');
  const against = [
    ...(report?.previous == null ? [] : [{ key: 'previous', of: report.previous } as const]),
    ...(report === undefined ? [] : [{ key: 'yearBefore', of: report.yearBefore } as const]),
  ];
  const columns: readonly Column<TeamVariance>[] = [
    {
      key: 'equipe',
      heading: 'Équipe',
      cell: ({ team, outlier }) => (
        <RowOpener isOpen={team === open} toggle={() => set({ ouvert: team === open ? undefined : team })}>
          {team}
          {outlier && <strong className="outlier"> à lire</strong>}
        </RowOpener>
      ),
    },
    { key: 'schema', heading: 'Expérimentation', cell: ({ scheme }) => scheme },
    {
      key: 'montant',
      heading: 'Montant',
      isFigure: true,
      sortBy: ({ lines: [total] }) => BigInt(total?.amountCents ?? 0),
      cell: ({ lines: [total] }) => <Amount cents={total?.amountCents ?? null} />,
    },
    ...against.map(({ key, of }): Column<TeamVariance> => ({
      key,
      heading: `Écart avec ${periodInFrench(of)}`,
      isFigure: true,
      sortBy: ({ lines: [total] }) => BigInt(total?.[key]?.differenceCents ?? 0),
      cell: ({ lines: [total] }) => <DifferenceText difference={total?.[key] ?? null} />,
    })),
    { key: 'stade', heading: 'Où il en est', cell: ({ stage }) => <StageBadge stage={stage} /> },
  ];
  return (
    <DataTable
      caption={`Écarts de ${periodInFrench(period)}`}
      columns={columns}
      rows={teams}
      keyOf={({ team }) => team}
      detail={(row) => (row.team === open ? <Why team={row} period={period} /> : undefined)}
      empty={
        <NothingHere title="Aucun décompte de cette période">
          Choisissez une autre période, ou calculez celle-ci dans Décomptes.
        </NothingHere>
      }
    />
  );
}

function DifferenceText({ difference }: { readonly difference: Difference | null }): ReactNode {
  if (difference === null) return <span className="quiet">pas de décompte alors</span>;
  const { differenceCents, tenthsOfPercent } = difference;
  if (differenceCents === '0') return '=';
  return (
    <>
      <Amount cents={differenceCents} signed />
      {tenthsOfPercent !== null && <span className="quiet percent">{signedPercent(BigInt(tenthsOfPercent))}</span>}
    </>
  );
}

function Why({
  team: { team, sentences, lines, outlier },
  period,
}: {
  readonly team: TeamVariance;
  readonly period: string;
}) {
  return (
    <>
      {outlier ? (
        <div className="columns">
          {reasonsOf(sentences).map(({ against, reasons }) => (
            <div key={against} className="why">
              <h3>{against === '' ? 'Pourquoi' : `Par rapport à ${against}`}</h3>
              <ul>
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      ) : (
        <p className="quiet">L’écart est sous le seuil : il n’est pas expliqué.</p>
      )}
      <ScrollRegion label={`Lignes de ${team}`}>
        <table className="inside">
          <thead>
            <tr>
              <th scope="col">Ligne</th>
              <th scope="col" className="figure">
                Montant
              </th>
              <th scope="col" className="figure">
                Période d’avant
              </th>
              <th scope="col" className="figure">
                Un an plus tôt
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, amountCents, previous, yearBefore }) => (
              <tr key={line}>
                <th scope="row">{line === 'TOTAL' ? <strong>Total</strong> : lineLabel(line)}</th>
                <td className="figure">
                  <Amount cents={amountCents} />
                </td>
                <td className="figure">
                  <DifferenceText difference={previous} />
                </td>
                <td className="figure">
                  <DifferenceText difference={yearBefore} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="links">
        <span>
          <ScreenLink to={statementAddress(team, period)}>Ouvrir le décompte</ScreenLink>
        </span>
        <span>
          <ScreenLink to={`${statementAddress(team, period)}/pourquoi`}>Pourquoi ces montants</ScreenLink>
        </span>
        <span>
          <ScreenLink to={teamAddress(team)}>L’équipe</ScreenLink>
        </span>
      </p>
    </>
  );
}
