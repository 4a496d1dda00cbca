/** A posting of the log, with its author and its subject. */
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type EnvelopePosting, type Posting, holderOf, postingsOf } from '#libs/payments/ledger/posting.ts';

/** The events that move money. */
type MovingEvent = Extract<LedgerEvent, { readonly data: Posting }>;
export type PostingType = MovingEvent['type'];

/** A field is undefined when the posting does not concern it. */
export interface RecordedPosting extends EnvelopePosting {
  readonly position: number;
  readonly revision: number;
  readonly type: PostingType;
  readonly team: string;
  /** Period or day it is about, as written. */
  readonly effective: string;
  readonly period: string | undefined;
  readonly decision: string | undefined;
  readonly item: string | undefined;
  readonly recovery: string | undefined;
  readonly run: string | undefined;
  readonly endToEndId: string | undefined;
  readonly author: CommandMeta | undefined;
}

/**
 * Empty for an event that moves no money; two postings, one for each envelope, when a debt of one envelope is set off in another. Throws
 * RangeError for an event that does not belong to the payment ledger.
 */
export function recordedPostings(event: RecordedEvent): readonly RecordedPosting[] {
  const read = LEDGER_EVENTS.read(event);
  if (!movesMoney(read)) return [];
  const { type, effective, data, meta } = read;
  // Both accounts belong to one team.
  const team = holderOf(data.debit);
  return postingsOf(data).map((posting) => ({
    ...posting,
    position: meta.position,
    revision: meta.revision,
    type,
    team,
    effective,
    period: 'period' in data ? data.period : undefined,
    decision: 'decision' in data ? data.decision : undefined,
    item: 'item' in data ? data.item : undefined,
    recovery: 'recovery' in data ? data.recovery : undefined,
    run: 'run' in data ? data.run : undefined,
    endToEndId: 'endToEndId' in data ? data.endToEndId : undefined,
    author: meta.command?.meta,
  }));
}

function movesMoney(event: Recorded<LedgerEvent>): event is Recorded<MovingEvent> {
  return 'debit' in event.data;
}
