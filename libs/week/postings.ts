/** The postings of the payment ledger in the order they were recorded, each with the periods its two sides are about. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type RecordedEvent, categoryOf } from '#libs/event-store/event.ts';
import { LEDGER_STREAM, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Account, type AccountKind, holderOf, accountKindOf } from '#libs/payments/ledger/posting.ts';
import { type PostingType, type RecordedPosting, recordedPostings } from '#libs/payments/ledger/recorded-posting.ts';

export interface Side {
  readonly kind: AccountKind;
  /** For a `between` account, the other envelope. */
  readonly team: string;
  readonly period: string;
}

export interface LedgerPosting {
  /** Ordinal among the postings, from 1: the log only grows, so that it never changes. */
  readonly number: number;
  readonly type: PostingType;
  readonly envelope: string;
  readonly team: string;
  /** Day it was recorded. */
  readonly recordedOn: string;
  /** Day or period it is about: for an answer of the bank, the day of the bank. */
  readonly effective: string;
  readonly debit: Side;
  readonly credit: Side;
  readonly amountCents: bigint;
  /** The basis of the entry: a payment, a decision, or a due or recoverable part of a decision. */
  readonly piece: string;
}

const OWED_BY_TEAMS: readonly AccountKind[] = ['to-recover', 'demanded'];

/** Throws LEDGER_NOT_CARRIED_OVER. */
export async function* postings(log: EventStore): AsyncGenerator<LedgerPosting> {
  /** Period of each item and debt. */
  const periods = new Map<string, string>();
  let number = 0;
  await ledgerOf(log);
  for await (const batch of log.read({ after: 0, categories: [categoryOf(LEDGER_STREAM)] }))
    for (const event of batch)
      if (event.stream === LEDGER_STREAM)
        for (const recorded of recordedPostings(event)) {
          number += 1;
          yield { number, ...inPeriods(event, recorded, periods) };
        }
}

function inPeriods(
  { knownOn, id, position }: RecordedEvent,
  recorded: RecordedPosting,
  periods: Map<string, string>,
): Omit<LedgerPosting, 'number'> {
  const { type, envelope, effective, team, debit, credit, amountCents, item, recovery, period, decision, endToEndId } =
    recorded;
  if (type === 'DuePosted' && item !== undefined && period !== undefined) periods.set(item, period);
  if ((type === 'RecoveryPosted' || type === 'OverpaymentPosted') && recovery !== undefined && period !== undefined)
    periods.set(recovery, period);
  const periodOf = (about: string | undefined): string => {
    const found = (about === undefined ? undefined : periods.get(about)) ?? period;
    if (found === undefined) throw new RangeError(`event ${position}: the posting ${type} has no period`);
    return found;
  };
  const side = (account: Account): Side => {
    const kind = accountKindOf(account);
    // A set-off pays a debt of one period with a due amount of another.
    const about = OWED_BY_TEAMS.includes(kind) ? (recovery ?? item) : (item ?? recovery);
    return { kind, team: holderOf(account), period: periodOf(about) };
  };
  return {
    type,
    envelope,
    team,
    recordedOn: knownOn,
    effective,
    debit: side(debit),
    credit: side(credit),
    amountCents,
    piece: endToEndId ?? decision ?? item ?? recovery ?? id,
  };
}
