/** The export for the general ledger: one double entry for each posting of the payment ledger. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { parseDay } from '#libs/kernel/day.ts';
import { type AccountingEntry, debitAndCredit } from '#libs/week/accounting-entry.ts';
import { ENTRIES, LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { type LedgerPosting, type Side, postings } from '#libs/week/postings.ts';

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
  const { journal, label } = ENTRIES[type];
  const periods = [...new Set([debit.period, credit.period])].join(' / ');
  return {
    number,
    journal,
    day: recordedOn,
    piece,
    // An entry about a period takes the day of its recording.
    pieceDay: parseDay(effective) === undefined ? recordedOn : effective,
    label: `${label} ${team} ${periods}`,
    lines: debitAndCredit(side(debit), side(credit), amountCents),
  };
}
