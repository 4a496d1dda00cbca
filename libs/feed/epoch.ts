/**
 * The epoch distinguishes two logs at a position: 16 hexadecimal digits of a digest of the event there and of its commit. After a restore
 * the log continues with other events at the same positions, which have other digits. A copy of the log to another engine or form keeps the
 * epoch, and so does the erasure of a patient: the digest covers nothing that a patient's key seals.
 */
import { hash } from 'node:crypto';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { categoryOf } from '#libs/event-store/event.ts';
import { commitText } from '#libs/event-store/chain.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** The epoch before the first event. */
export const NO_EPOCH = '0'.repeat(16);
const DIGITS = 16;

/** `<position>-<epoch>`, as the id of an event is written. */
export const CURSOR_PATTERN = /^(\d{1,15})(?:-([0-9a-f]{16}))?$/;

/** Categories whose names, ids and content a key may seal: an erasure replaces their ids. */
const SEALED = ['patient', 'duplicates', 'import', 'job'];

type OfEvent = Pick<
  RecordedEvent,
  'position' | 'stream' | 'revision' | 'id' | 'type' | 'schemaVersion' | 'knownOn' | 'commit'
>;
const FIELDS = ['position', 'stream', 'revision', 'id', 'type', 'schemaVersion', 'knownOn', 'commit'] as const;

export function feedEpoch(
  { position, stream, revision, id, type, schemaVersion, knownOn }: OfEvent,
  commit: Commit,
): string {
  const named = SEALED.includes(categoryOf(stream)) ? [] : [stream, revision, id];
  const text = JSON.stringify([position, type, schemaVersion, knownOn, commitText(commit), ...named]);
  return hash('sha256', text, 'hex').slice(0, DIGITS);
}

/** Undefined for a position that the log does not have. */
export async function epochAt(log: EventStore, position: number): Promise<string | undefined> {
  if (position === 0) return NO_EPOCH;
  for await (const [event] of log.read({ after: position - 1, upTo: position, fields: FIELDS }))
    if (event !== undefined) return feedEpoch(event, await log.commit(event.commit));
  return undefined;
}

/** The id of a published event: no other event of any log has it. */
export function eventIdOf(event: OfEvent, commit: Commit): string {
  return `${event.position}-${feedEpoch(event, commit)}`;
}
