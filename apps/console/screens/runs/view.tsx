/** Campagnes et paiements: in tabs, the runs, the preview of the next one, and the answers of the bank. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { envelopeAddress, paymentAddress, runAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Field } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Amount, Day, NUMBER, PersonName } from '../../parts/words.tsx';
import { Answers } from './answers.tsx';
import { BankAccounts } from './bank-accounts.tsx';
import { EnvelopeField } from './envelope-field.tsx';
import { RunPreview } from './preview.tsx';
import { type Run, runsQuery } from './queries.ts';
import { RunStatus } from './run-words.tsx';
import './runs.css';

export default function RunsScreen() {
  const { get } = useAddress();
  const tab = get('onglet') ?? 'campagnes';
  return (
    <>
      <header className="screen-head">
        <h1>Campagnes et paiements</h1>
        <PaymentSearch />
      </header>
      <Tabs
        label="Campagnes"
        name="onglet"
        now={tab}
        tabs={[
          ['campagnes', 'Campagnes', undefined],
          ['apercu', 'Prochaine campagne', undefined],
          ['banque', 'Réponses de la banque', undefined],
          ['releves', 'Relevés de compte', undefined],
        ]}
      />
      <Shown tab={tab} />
    </>
  );
}

function Shown({ tab }: { readonly tab: string }) {
  switch (tab) {
    case 'apercu':
      return <RunPreview />;
    case 'banque':
      return <Answers />;
    case 'releves':
      return <BankAccounts />;
    default:
      return <Runs />;
  }
}

/** The reference of a payment, as in the bank's file, opens the payment. */
function PaymentSearch() {
  const [, go] = useLocation();
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        const reference = new FormData(event.currentTarget).get('reference');
        if (typeof reference === 'string' && reference.trim() !== '')
          go(paymentAddress(reference.trim().toUpperCase()));
      }}
    >
      <Field label="Référence d’un paiement">
        {(id) => <input id={id} name="reference" type="search" autoComplete="off" placeholder="DCPT…" />}
      </Field>
      <button type="submit">Ouvrir</button>
    </form>
  );
}

const COLUMNS: readonly Column<Run>[] = [
  {
    key: 'run',
    heading: 'Campagne',
    sortBy: ({ run }) => run,
    cell: ({ run }) => <ScreenLink to={runAddress(run)}>{run}</ScreenLink>,
  },
  {
    key: 'envelope',
    heading: 'Enveloppe',
    sortBy: ({ envelope }) => envelope,
    cell: ({ envelope }) => <ScreenLink to={envelopeAddress(envelope)}>{envelope}</ScreenLink>,
  },
  { key: 'status', heading: 'Où elle en est', cell: (run) => <RunStatus run={run} /> },
  {
    key: 'day',
    heading: 'Exécution',
    sortBy: ({ executionDay }) => executionDay,
    cell: ({ executionDay }) => <Day day={executionDay} />,
  },
  {
    key: 'count',
    heading: 'Paiements',
    isFigure: true,
    sortBy: ({ count }) => count,
    cell: ({ count }) => NUMBER.format(count),
  },
  {
    key: 'total',
    heading: 'Montant',
    isFigure: true,
    sortBy: ({ totalCents }) => BigInt(totalCents),
    cell: ({ totalCents }) => <Amount cents={totalCents} />,
  },
  {
    key: 'executed',
    heading: 'Payés',
    isFigure: true,
    sortBy: ({ executed }) => executed,
    cell: ({ executed }) => NUMBER.format(executed),
  },
  {
    key: 'returned',
    heading: 'Revenus',
    isFigure: true,
    sortBy: ({ returned }) => returned,
    cell: ({ returned }) => NUMBER.format(returned),
  },
  {
    key: 'by',
    heading: 'Par',
    cell: ({ status, by }) => (
      <>
        <PersonName person={by} />{' '}
        <span className="quiet">{status === 'PREPARED' ? 'l’a préparée' : 'l’a libérée'}</span>
      </>
    ),
  },
];

function Runs() {
  const { get, set } = useAddress();
  const envelope = get('enveloppe');
  const list = useInfiniteQuery(runsQuery(envelope));
  return (
    <>
      <div className="filters">
        <EnvelopeField label="Enveloppe" none="Toutes" value={envelope ?? ''} set={(of) => set({ enveloppe: of })} />
      </div>
      <Loaded query={list} skeleton={<Skeleton lines={8} />}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Campagnes"
              columns={COLUMNS}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ run }) => run}
              empty={
                <NothingHere title="Aucune campagne">
                  Sous « Prochaine campagne », voyez ce qui est dû et ce qu’une campagne paierait, puis préparez-la.
                </NothingHere>
              }
            />
            <MoreRows list={list} sortName="tri" />
          </>
        )}
      </Loaded>
    </>
  );
}
