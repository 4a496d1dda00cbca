/** Mes décomptes: decisions and payments, period by period, and the letter of each year. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Bars } from '../../parts/charts.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, NUMBER, periodInFrench, sumOf } from '../../parts/words.tsx';
import { YearLetters } from '../../parts/year-letters.tsx';
import { useSession } from '../../session/session.ts';
import { PaymentWords } from './payment-words.tsx';
import { type OwnPayment, type OwnStatement, ownPaymentsQuery, ownStatementsQuery } from './queries.ts';

export default function OwnStatementsScreen() {
  const team = useSession().team ?? '';
  const statements = useQuery(ownStatementsQuery(team));
  const payments = useQuery(ownPaymentsQuery(team));
  return (
    <>
      <header className="screen-head">
        <div>
          <p className="quiet">{team}</p>
          <h1>Mes décomptes</h1>
        </div>
        <div className="actions">
          <YearLetters team={team} periods={(statements.data ?? []).map(({ period }) => period)} word="Année" />
        </div>
      </header>
      <Loaded query={statements}>
        {(decided) => <Loaded query={payments}>{(paid) => <Both decided={decided} paid={paid} />}</Loaded>}
      </Loaded>
    </>
  );
}

interface BothProps {
  readonly decided: readonly OwnStatement[];
  readonly paid: readonly OwnPayment[];
}

function Both({ decided, paid }: BothProps) {
  if (decided.length === 0)
    return (
      <NothingHere title="Rien n’est encore décidé">
        Un décompte paraît ici dès qu’il est approuvé. Il est d’abord calculé, puis relu par deux personnes.
      </NothingHere>
    );
  const paidFor = (period: string) => String(receivedOf(paid.filter((one) => one.period === period)));
  return (
    <>
      <p className="sums">
        <span>
          décidé <Amount cents={sumOf(decided.map(({ decidedCents }) => decidedCents))} />
        </span>
        <span>
          versé <Amount cents={receivedOf(paid)} />
        </span>
      </p>
      <DataTable
        caption="Décomptes décidés"
        columns={columnsOf(paidFor)}
        rows={decided}
        keyOf={({ period }) => period}
      />
      {decided.length > 1 && (
        <section className="panel">
          <Bars
            title="Montants décidés"
            of="Période"
            points={decided.toReversed().map(({ period, decidedCents }) => ({
              label: periodInFrench(period),
              cents: decidedCents ?? '0',
            }))}
          />
        </section>
      )}
      <section className="panel">
        <h2>Versements</h2>
        <DataTable
          caption="Versements"
          columns={PAYMENTS}
          rows={paid}
          keyOf={({ endToEndId }) => endToEndId}
          sortName="tri-versements"
          empty={<p className="quiet">Aucun versement encore. Les jours prévus sont dans chaque décompte.</p>}
        />
      </section>
    </>
  );
}

/** What reached the team: a payment that the bank debited twice reached it twice. */
function receivedOf(payments: readonly OwnPayment[]) {
  return sumOf(
    payments.flatMap(({ status, amountCents, secondDebitCents }) => [
      status === 'EXECUTED' ? amountCents : '0',
      secondDebitCents,
    ]),
  );
}

function columnsOf(paidFor: (period: string) => string): readonly Column<OwnStatement>[] {
  return [
    {
      key: 'periode',
      heading: 'Période',
      sortBy: ({ period }) => period,
      cell: ({ period }) => <Link href={`/mes-decomptes/${period}`}>{periodInFrench(period)}</Link>,
    },
    {
      key: 'patients',
      heading: 'Patients',
      isFigure: true,
      cell: ({ patients }) => (patients === null ? '' : NUMBER.format(patients)),
    },
    {
      key: 'decide',
      heading: 'Décidé',
      isFigure: true,
      sortBy: ({ decidedCents }) => BigInt(decidedCents ?? 0),
      cell: ({ decidedCents }) => <Amount cents={decidedCents} />,
    },
    { key: 'verse', heading: 'Versé', isFigure: true, cell: ({ period }) => <Amount cents={paidFor(period)} /> },
  ];
}

const PAYMENTS: readonly Column<OwnPayment>[] = [
  {
    key: 'periode',
    heading: 'Période',
    sortBy: ({ period }) => period,
    cell: ({ period }) => <Link href={`/mes-decomptes/${period}`}>{periodInFrench(period)}</Link>,
  },
  {
    key: 'quoi',
    heading: 'Où il en est',
    cell: (payment) => (
      <>
        <PaymentWords payment={payment} />
        {payment.secondDebitCents !== '0' && ' ; versé une seconde fois par la banque, à rendre'}
      </>
    ),
  },
  {
    key: 'montant',
    heading: 'Montant',
    isFigure: true,
    sortBy: ({ amountCents }) => BigInt(amountCents),
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
];
