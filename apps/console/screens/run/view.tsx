/** Campagne: its obstacles, its figures, the teams left out, its payments, and its files. */
import { useQuery } from '@tanstack/react-query';
import { envelopeAddress, paymentAddress, statementAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { PaymentBadge } from '../../parts/payment-badge.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, Day, Instant, NUMBER, PersonName, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { useAddress } from '../../parts/address.ts';
import { Warnings } from '../../parts/warnings.tsx';
import { LeftOut, PlannedPayments } from '../runs/planned.tsx';
import { Faults } from '../runs/preview.tsx';
import { BankWords, RunStatus } from '../runs/run-words.tsx';
import { RunActions } from './actions.tsx';
import { Files } from './files.tsx';
import { type Prepared, type RunRead, runQuery } from './queries.ts';

export default function RunScreen({ params: { run = '' } }: ViewProps) {
  const query = useQuery(runQuery(run));
  return (
    <ReadScreen
      of={{
        name: `Campagne ${run}`,
        unknown: 'Aucune campagne préparée ou libérée n’a ce nom : la liste montre celles qui sont faites.',
        list: { to: '/campagnes', label: 'Campagnes' },
      }}
      query={query}
    >
      {(read) => (
        <>
          <Head run={read} />
          {read.prepared !== null && <Obstacles prepared={read.prepared} />}
          <Confirmations kinds={['CANCELLATION']} isShown={({ subject }) => subject === run} />
          <Figures run={read} />
          <LeftOut leftOut={read.leftOut} />
          {read.prepared === null ? <Payments run={read} /> : <PlannedPayments payments={read.prepared.payments} />}
          {read.status === 'RELEASED' && <Files run={read} />}
        </>
      )}
    </ReadScreen>
  );
}

function Head({ run }: { readonly run: RunRead }) {
  const { envelope, totalCents, count, by, at, status } = run;
  return (
    <header className="screen-head">
      <div>
        <p className="quiet">
          <ScreenLink to="/campagnes">Campagnes</ScreenLink> · enveloppe{' '}
          <ScreenLink to={envelopeAddress(envelope)}>{envelope}</ScreenLink>
        </p>
        <h1>
          {run.run} <RunStatus run={run} />
        </h1>
        <p className="quiet">
          {status === 'PREPARED' ? 'Préparée' : 'Libérée'} par <PersonName person={by} /> le <Instant at={at} />
        </p>
      </div>
      <div>
        <p className="big figure">
          <Amount cents={totalCents} />
        </p>
        <p className="quiet figure">{counted(count, 'paiement')}</p>
        <div className="actions">
          <RunActions run={run} />
        </div>
      </div>
    </header>
  );
}

/** The obstacles to the release of a prepared run, and what to read before it. */
function Obstacles({ prepared: { changed, faults, warnings } }: { readonly prepared: Prepared }) {
  return (
    <>
      {changed !== null && (
        <div className="notice fault" role="alert">
          <p>
            <strong>Elle n’est plus telle qu’elle a été préparée : à préparer de nouveau, et à relire</strong>
          </p>
          <p>{changed}</p>
        </div>
      )}
      <Faults faults={faults} />
      <Warnings all={warnings} />
    </>
  );
}

function Figures({ run }: { readonly run: RunRead }) {
  const { executionDay, debtor, prepared, released, announced, executed, returned, cancelled, payments } = run;
  const sumIn = (status: string): bigint =>
    sumOf(payments.filter((payment) => payment.status === status).map(({ amountCents }) => amountCents));
  const part = (count: number, status: string) =>
    count === 0 ? null : (
      <>
        {NUMBER.format(count)}, <Amount cents={sumIn(status)} />
      </>
    );
  return (
    <Facts
      facts={[
        ['Exécution', <Day key="day" day={executionDay} />],
        [
          'Compte débité',
          <span key="debtor">
            {debtor.name} <code>{debtor.iban}</code>
          </span>,
        ],
        ['Paie ce qui est dû au', prepared !== null && <Day day={prepared.dueBy} />],
        [
          <Term key="set-off" of="setOff">
            Compensé
          </Term>,
          prepared !== null && <Amount cents={prepared.setOffCents} />,
          'set-off',
        ],
        ['Code qui la libère', prepared !== null && <code>{prepared.code}</code>],
        ['À la banque', part(released, 'RELEASED')],
        ['Retours annoncés, à confirmer', announced > 0 && NUMBER.format(announced)],
        ['Payés', part(executed, 'EXECUTED')],
        ['Revenus', part(returned, 'RETURNED')],
        ['Annulés', part(cancelled, 'CANCELLED')],
      ]}
    />
  );
}

type Payment = RunRead['payments'][number];

function Payments({ run: { payments } }: { readonly run: RunRead }) {
  const { get } = useAddress();
  const of = get('etat') ?? 'tous';
  const inStatus = (status: string) => payments.filter((payment) => payment.status === status);
  const shown = of === 'tous' ? payments : inStatus(of);
  const columns: readonly Column<Payment>[] = [
    {
      key: 'reference',
      heading: <Term of="endToEnd">Référence</Term>,
      cell: ({ endToEndId }) => <ScreenLink to={paymentAddress(endToEndId)}>{endToEndId}</ScreenLink>,
    },
    { key: 'team', heading: 'Équipe', sortBy: ({ team }) => team, cell: ({ team }) => team },
    {
      key: 'period',
      heading: 'Décompte',
      sortBy: ({ period }) => period,
      cell: ({ team, period }) => <ScreenLink to={statementAddress(team, period)}>{periodInFrench(period)}</ScreenLink>,
      total: 'Total',
    },
    {
      key: 'amount',
      heading: 'Montant',
      isFigure: true,
      sortBy: ({ amountCents }) => BigInt(amountCents),
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
      total: <Amount cents={sumOf(shown.map(({ amountCents }) => amountCents))} />,
    },
    { key: 'status', heading: 'Où il en est', cell: ({ status }) => <PaymentBadge status={status} /> },
    {
      key: 'answer',
      heading: 'La banque',
      cell: (payment) => <BankWords payment={payment} />,
    },
  ];
  return (
    <section className="panel">
      <h2>Paiements</h2>
      <Tabs
        label="Paiements"
        name="etat"
        now={of}
        tabs={[
          ['tous', 'Tous', payments.length],
          ['RELEASED', 'À la banque', inStatus('RELEASED').length],
          ['EXECUTED', 'Payés', inStatus('EXECUTED').length],
          ['RETURNED', 'Revenus', inStatus('RETURNED').length],
        ]}
      />
      <DataTable caption="Paiements" columns={columns} rows={shown} keyOf={({ endToEndId }) => endToEndId} />
    </section>
  );
}
