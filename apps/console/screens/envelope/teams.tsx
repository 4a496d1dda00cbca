/** The amounts of each team of an envelope, and the repayment of its debts. */
import { useState } from 'react';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { Amount, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { DemandDialog, RepaymentDialog, TakeBackDialog } from './debt-dialogs.tsx';
import type { EnvelopeRead, TeamBalances } from './queries.ts';

type Cents = Exclude<keyof TeamBalances, 'team'>;
type Step = 'demand' | 'take-back' | 'repayment';

const HEADINGS: readonly (readonly [Cents, string])[] = [
  ['chargesCents', 'Décidé'],
  ['dueCents', 'Dû'],
  ['releasedCents', 'À la banque'],
  ['paidCents', 'Payé'],
  ['toRecoverCents', 'À récupérer'],
  ['demandedCents', 'Demandé'],
  ['repaidCents', 'Remboursé'],
];
/** Amounts of debts: shown if some team has one. */
const DEBTS: readonly Cents[] = ['toRecoverCents', 'demandedCents', 'repaidCents'];

export function Teams({ envelope: { envelope, teams } }: { readonly envelope: EnvelopeRead }) {
  const mayAsk = useMay('accountant');
  const [asked, ask] = useState<{ readonly step: Step; readonly team: TeamBalances }>();
  if (teams.length === 0) return null;
  const hasDebts = teams.some((team) => DEBTS.some((name) => team[name] !== '0'));
  const columns: Column<TeamBalances>[] = [
    {
      key: 'team',
      heading: 'Équipe',
      sortBy: ({ team }) => team,
      cell: ({ team }) => <ScreenLink to={`/decomptes?team=${encodeURIComponent(team)}`}>{team}</ScreenLink>,
      total: 'Total',
    },
    ...HEADINGS.filter(([name]) => hasDebts || !DEBTS.includes(name)).map(([name, heading]) => ({
      key: name,
      heading,
      isFigure: true,
      sortBy: (team: TeamBalances) => BigInt(team[name]),
      cell: (team: TeamBalances) => <Amount cents={team[name]} />,
      total: <Amount cents={sumOf(teams.map((team) => team[name]))} />,
    })),
  ];
  if (hasDebts)
    columns.push({
      key: 'steps',
      heading: <span className="unseen">Que faire</span>,
      cell: (team) => (
        <span className="actions">
          {mayAsk && BigInt(team.toRecoverCents) > 0n && (
            <button type="button" onClick={() => ask({ step: 'demand', team })}>
              Demander…
            </button>
          )}
          {mayAsk && BigInt(team.demandedCents) > 0n && (
            <>
              <button type="button" onClick={() => ask({ step: 'repayment', team })}>
                Remboursement reçu…
              </button>
              <button type="button" onClick={() => ask({ step: 'take-back', team })}>
                Abandonner…
              </button>
            </>
          )}
          {BigInt(team.demandedCents) > 0n && (
            <FileButton
              path={`/envelopes/${encodeURIComponent(envelope)}/demands/${encodeURIComponent(team.team)}/letter`}
              type="application/pdf"
              name={`demande-${team.team}.pdf`}
            >
              Lettre
            </FileButton>
          )}
        </span>
      ),
    });
  const close = (): void => ask(undefined);
  return (
    <section className="panel">
      <h2>Par équipe</h2>
      <DataTable
        caption="Par équipe"
        columns={columns}
        rows={teams}
        keyOf={({ team }) => team}
        sortName="tri-equipes"
      />
      {asked?.step === 'demand' && <DemandDialog envelope={envelope} team={asked.team} close={close} />}
      {asked?.step === 'repayment' && <RepaymentDialog envelope={envelope} team={asked.team} close={close} />}
      {asked?.step === 'take-back' && <TakeBackDialog envelope={envelope} team={asked.team} close={close} />}
    </section>
  );
}
