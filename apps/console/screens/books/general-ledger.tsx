/** The entries of the payment ledger as they go into the payer's books, and their balance by account. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { paymentAddress, statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { thisYear } from '../../parts/french-days.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { DayField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Amount, Day, sumOf } from '../../parts/words.tsx';
import { type Line, balanceOf, linesOf } from './entry-lines.ts';
import { type DayRange, entriesQuery } from './queries.ts';

export function GeneralLedger() {
  const { get, set } = useAddress();
  const year = thisYear();
  const range: DayRange = { from: get('de') ?? `${year}-01-01`, to: get('a') ?? `${year}-12-31` };
  const list = useInfiniteQuery(entriesQuery(range));
  return (
    <>
      <div className="filters">
        <DayField label="Enregistré du" value={range.from} set={(de) => set({ de })} />
        <DayField label="au" value={range.to} set={(a) => set({ a })} />
        <FileButton
          path={`/general-ledger?${new URLSearchParams({ ...range }).toString()}`}
          type="text/csv"
          name={`grand-livre-${range.from}-${range.to}.csv`}
        >
          Toutes les écritures, aux colonnes du FEC
        </FileButton>
      </div>
      <Loaded query={list} skeleton={<Skeleton lines={12} />}>
        {({ pages }) => {
          const lines = linesOf(pages.flatMap(({ items }) => items));
          return (
            <>
              {!list.hasNextPage && <Balance lines={lines} />}
              <section className="panel">
                <h2>Écritures</h2>
                <DataTable
                  caption="Écritures"
                  columns={COLUMNS}
                  rows={lines}
                  keyOf={({ key }) => key}
                  empty={
                    <NothingHere title="Aucune écriture entre ces deux jours">
                      Le grand livre suit les jours où les mouvements sont enregistrés. Élargissez-les.
                    </NothingHere>
                  }
                />
              </section>
              <MoreRows list={list} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

const STATEMENT = new RegExp(`^statement-(.+)-(${PERIOD_PATTERN})@`);
const PAYMENT = /DCPT[0-9A-F]{24}/;

/** The piece links to its subject: a statement or a payment. */
function Piece({ piece }: { readonly piece: string }) {
  const [, team, period] = STATEMENT.exec(piece) ?? [];
  const [payment] = PAYMENT.exec(piece) ?? [];
  if (team !== undefined && period !== undefined)
    return <ScreenLink to={statementAddress(team, period)}>{piece}</ScreenLink>;
  return payment === undefined ? piece : <ScreenLink to={paymentAddress(payment)}>{piece}</ScreenLink>;
}

const COLUMNS: readonly Column<Line>[] = [
  { key: 'number', heading: 'N°', isFigure: true, cell: ({ number }) => number },
  {
    key: 'journal',
    heading: 'Journal',
    cell: ({ journal, journalLabel }) => <abbr title={journalLabel}>{journal}</abbr>,
  },
  { key: 'day', heading: 'Jour', cell: ({ day }) => <Day day={day} /> },
  { key: 'label', heading: 'Libellé', cell: ({ entryLabel }) => entryLabel },
  { key: 'account', heading: 'Compte', cell: ({ account, label }) => <abbr title={label}>{account}</abbr> },
  { key: 'auxiliary', heading: 'Auxiliaire', cell: ({ auxiliary }) => auxiliary },
  {
    key: 'debit',
    heading: 'Débit',
    isFigure: true,
    cell: ({ debitCents }) => debitCents !== '0' && <Amount cents={debitCents} />,
  },
  {
    key: 'credit',
    heading: 'Crédit',
    isFigure: true,
    cell: ({ creditCents }) => creditCents !== '0' && <Amount cents={creditCents} />,
  },
  { key: 'piece', heading: 'Pièce', cell: ({ piece }) => <Piece piece={piece} /> },
];

/** The balance over all entries of the range: shown once all pages are read. */
function Balance({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  const balance = balanceOf(lines);
  return (
    <section className="panel">
      <h2>Balance</h2>
      <DataTable
        caption="Balance"
        columns={[
          { key: 'account', heading: 'Compte', sortBy: ({ account }) => account, cell: ({ account }) => account },
          { key: 'label', heading: 'Intitulé', cell: ({ label }) => label, total: 'Total' },
          {
            key: 'debit',
            heading: 'Débit',
            isFigure: true,
            cell: ({ debitCents }) => <Amount cents={debitCents} />,
            total: <Amount cents={sumOf(lines.map(({ debitCents }) => debitCents))} />,
          },
          {
            key: 'credit',
            heading: 'Crédit',
            isFigure: true,
            cell: ({ creditCents }) => <Amount cents={creditCents} />,
            total: <Amount cents={sumOf(lines.map(({ creditCents }) => creditCents))} />,
          },
          {
            key: 'balance',
            heading: 'Solde',
            isFigure: true,
            cell: ({ debitCents, creditCents }) => <Amount cents={debitCents - creditCents} signed />,
            total: <Amount cents={sumCentsOf(balance, (one) => one.debitCents - one.creditCents)} />,
          },
        ]}
        rows={balance}
        keyOf={({ account }) => account}
        sortName="tri-balance"
      />
    </section>
  );
}
