/** The payments, set-offs and left-out teams of a planned run, row by row. */
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { statementAddress, teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Amount, Day, periodInFrench, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { AccountExceptionDialog } from './account-exception-dialog.tsx';

type Planned = components['schemas']['PlannedPaymentView'];
type SetOff = components['schemas']['PlannedSetOffView'];
type LeftOutTeam = components['schemas']['LeftOutView'];

export function PlannedPayments({ payments }: { readonly payments: readonly Planned[] }) {
  if (payments.length === 0) return null;
  const columns: readonly Column<Planned>[] = [
    {
      key: 'team',
      heading: 'Équipe',
      sortBy: ({ team }) => team,
      cell: ({ team }) => <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>,
    },
    {
      key: 'period',
      heading: 'Décompte',
      sortBy: ({ period }) => period,
      cell: ({ team, period }) => <ScreenLink to={statementAddress(team, period)}>{periodInFrench(period)}</ScreenLink>,
    },
    {
      key: 'payee',
      heading: 'Compte',
      cell: ({ payee }) => (
        <>
          {payee.name} <code>{payee.iban}</code>
        </>
      ),
      total: 'Total',
    },
    {
      key: 'amount',
      heading: 'Montant',
      isFigure: true,
      sortBy: ({ amountCents }) => BigInt(amountCents),
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
      total: <Amount cents={sumOf(payments.map(({ amountCents }) => amountCents))} />,
    },
    {
      key: 'reference',
      heading: 'Référence à venir',
      cell: ({ endToEndId }) => <code>{endToEndId}</code>,
    },
  ];
  return (
    <section className="panel">
      <h2>À payer</h2>
      <DataTable
        caption="À payer"
        columns={columns}
        rows={payments}
        keyOf={({ endToEndId }) => endToEndId}
        sortName="tri-paiements"
      />
    </section>
  );
}

export function SetOffs({ setOffs }: { readonly setOffs: readonly SetOff[] }) {
  if (setOffs.length === 0) return null;
  return (
    <section className="panel">
      <h2>Compensé avec ce que des équipes doivent</h2>
      <DataTable
        caption="Compensations"
        columns={[
          { key: 'team', heading: 'Équipe', cell: ({ team }) => team },
          {
            key: 'period',
            heading: 'Dû pour',
            cell: ({ team, period }) => (
              <ScreenLink to={statementAddress(team, period)}>{periodInFrench(period)}</ScreenLink>
            ),
          },
          {
            key: 'debt',
            heading: 'Dette de',
            cell: ({ team, debtPeriod }) => (
              <ScreenLink to={statementAddress(team, debtPeriod)}>{periodInFrench(debtPeriod)}</ScreenLink>
            ),
          },
          { key: 'envelope', heading: 'Due à', cell: ({ debtEnvelope }) => debtEnvelope, total: 'Total' },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
            total: <Amount cents={sumOf(setOffs.map(({ amountCents }) => amountCents))} />,
          },
        ]}
        rows={setOffs}
        keyOf={({ item, recovery }) => `${item} ${recovery}`}
        sortName="tri-compensations"
      />
    </section>
  );
}

export function LeftOut({ leftOut }: { readonly leftOut: readonly LeftOutTeam[] }) {
  const mayExcept = useMay('operator');
  const [excepted, except] = useState<string>();
  if (leftOut.length === 0) return null;
  return (
    <section className="panel">
      <h2>Laissé de côté</h2>
      <DataTable
        caption="Laissé de côté"
        columns={[
          {
            key: 'team',
            heading: 'Équipe',
            cell: ({ team }) => <ScreenLink to={`/comptes?qui=${encodeURIComponent(team)}`}>{team}</ScreenLink>,
          },
          { key: 'why', heading: 'Pourquoi', cell: ({ detail }) => detail },
          {
            key: 'until',
            heading: 'Payable à partir du',
            cell: ({ until }) => (until === null ? <span className="quiet">–</span> : <Day day={until} />),
            total: 'Total',
          },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
            total: <Amount cents={sumOf(leftOut.map(({ amountCents }) => amountCents))} />,
          },
          {
            key: 'exception',
            heading: <span className="unseen">Exception</span>,
            cell: ({ team, reason }) =>
              mayExcept && reason === 'ACCOUNT_HELD' ? (
                <button type="button" onClick={() => except(team)}>
                  Proposer une exception…
                </button>
              ) : null,
          },
        ]}
        rows={leftOut}
        keyOf={({ team }) => team}
        sortName="tri-ecartes"
      />
      {excepted !== undefined && <AccountExceptionDialog team={excepted} close={() => except(undefined)} />}
    </section>
  );
}
