/** The export for the general ledger: one double entry for each posting of the payment ledger. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { parseDay } from '#libs/kernel/day.ts';
import { type AccountingEntry, debitAndCredit } from '#libs/week/accounting-entry.ts';
import { ENTRY_LABELS, type JournalCode, LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { type LedgerPosting, type Side, postings } from '#libs/week/postings.ts';

const JOURNAL_OF: Readonly<Record<string, JournalCode>> = {
  SetOff: 'OD',
  PaymentReleased: 'BQ',
  PaymentExecuted: 'BQ',
  PaymentReturned: 'BQ',
  PaymentCancelled: 'BQ',
  PaymentAwaitedAgain: 'BQ',
  OverpaymentPosted: 'OD',
  RepaymentReceived: 'BQ',
};

/** The postings recorded from one day to another, both included. Days as text. */
export async function generalLedger(log: EventStore, from: string, to: string): Promise<readonly AccountingEntry[]> {
  const entries: AccountingEntry[] = [];
  for await (const posting of postings(log))
    if (posting.recordedOn >= from && posting.recordedOn <= to) entries.push(entryOf(posting));
  return entries;
}

function entryOf({
  number,
  type,
  team,
  recordedOn,
  effective,
  debit,
  credit,
  amountCents,
  piece,
}: LedgerPosting): AccountingEntry {
  const side = ({ kind, team }: Side) => ({ account: LEDGER_ACCOUNTS[kind], team });
  const periods = [...new Set([debit.period, credit.period])].join(' / ');
  return {
    number,
    journal: JOURNAL_OF[type] ?? 'DEC',
    day: recordedOn,
    piece,
    // An entry about a period takes the day of its recording.
    pieceDay: parseDay(effective) === undefined ? recordedOn : effective,
    label: `${ENTRY_LABELS[type] ?? type} ${team} ${periods}`,
    lines: debitAndCredit(side(debit), side(credit), amountCents),
  };
}
