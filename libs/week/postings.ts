/** The postings of all payment ledgers in the order they were recorded, each with the periods its two sides are about. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Account, AccountKind } from '#libs/payments/ledger/posting.ts';

export interface Side {
  readonly kind: AccountKind;
  readonly team: string;
  readonly period: string;
}

export interface LedgerPosting {
  /** Ordinal among the postings of all ledgers, from 1: the log only grows, so that it never changes. */
  readonly number: number;
  readonly type: string;
  readonly envelope: string;
  /** Day it was recorded. */
  readonly recordedOn: string;
  /** Day or period it is about: for an answer of the bank, the day of the bank. */
  readonly effective: string;
  readonly debit: Side;
  readonly credit: Side;
  readonly amountCents: bigint;
  /** What it rests on: a payment, a decision, or what is due or to recover of one. */
  readonly piece: string;
}

interface Content {
  readonly debit?: Account;
  readonly credit?: Account;
  readonly amountCents?: string;
  readonly item?: string;
  readonly recovery?: string;
  readonly period?: string;
  readonly decision?: string;
  readonly endToEndId?: string;
}

const OWED_BY_TEAMS: readonly AccountKind[] = ['to-recover', 'demanded'];

export async function* postings(log: EventStore): AsyncGenerator<LedgerPosting> {
  /** Period of each item and debt. */
  const periods = new Map<string, string>();
  let number = 0;
  for await (const batch of log.read({ after: 0, categories: ['ledger'] }))
    for (const event of batch) {
      const content = JSON.parse(event.data) as Content;
      if (content.debit === undefined || content.credit === undefined) continue;
      number += 1;
      yield posting(number, event, content, periods);
    }
}

function posting(number: number, event: RecordedEvent, content: Content, periods: Map<string, string>): LedgerPosting {
  const { debit = '', credit = '', item, recovery, period, decision, endToEndId, amountCents = '' } = content;
  if (event.type === 'DuePosted' && item !== undefined && period !== undefined) periods.set(item, period);
  if (event.type === 'RecoveryPosted' && recovery !== undefined && period !== undefined) periods.set(recovery, period);
  const side = (name: string): Side => {
    const colon = name.indexOf(':');
    const kind = name.slice(0, colon) as AccountKind;
    // A set-off pays a debt of one period with what is due of another.
    const about = OWED_BY_TEAMS.includes(kind) ? (recovery ?? item) : (item ?? recovery);
    return { kind, team: name.slice(colon + 1), period: periods.get(about ?? '') ?? period ?? '' };
  };
  return {
    number,
    type: event.type,
    envelope: event.stream.slice('ledger-'.length),
    recordedOn: event.knownOn,
    effective: event.effective,
    debit: side(debit),
    credit: side(credit),
    amountCents: BigInt(amountCents),
    piece: endToEndId ?? decision ?? item ?? recovery ?? event.id,
  };
}
