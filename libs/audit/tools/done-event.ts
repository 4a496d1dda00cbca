/** An event that a person made, as the tools of auditors read it; they share no code with the recording of events. */
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { Payload } from '#libs/audit/rules/rule-event.ts';
import type { Person } from '#libs/commands/person.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { isCarriedOver, storedAuthorOf } from '#libs/event-store/typed-event.ts';

export interface DoneEvent {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly effective: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The session of the token or the operating system; empty if the log does not have it. */
  readonly session: string;
  /** A copy of an event of a former ledger: the same act of the same person. */
  readonly isCopy: boolean;
  readonly data: Payload;
}

/** Undefined for an event that no person made. */
export function doneEvent(event: RecordedEvent): DoneEvent | undefined {
  const meta = storedAuthorOf(event);
  if (meta === undefined) return undefined;
  const { position, stream, type, effective } = event;
  const { by, at, session = by.osUser } = meta;
  const data = new Payload(JSON.parse(event.data));
  return { position, stream, type, effective, by, at, session, isCopy: isCarriedOver(event), data };
}

/** A former ledger of one envelope. After the carry-over the one payment ledger has copies of its events. */
export function isFormerLedger({ stream }: Pick<DoneEvent, 'stream'>): boolean {
  return stream.startsWith('ledger-');
}

/** The envelope of an event: named in it, or by the stream of a former ledger. */
export function envelopeOfEvent({ stream, data }: DoneEvent): string {
  return data.text('envelope') || (stream.startsWith('ledger-') ? stream.slice('ledger-'.length) : '');
}

/** Total of the lines of a submission or approval, in cents. */
export function proposedCents({ data }: DoneEvent): bigint {
  return sumCentsOf(data.inside('proposal').each('lines'), (line) => line.cents('amountCents'));
}
