/**
 * Marks data that a program of this installation derived from the log: a digest keyed with the secret of the patient keys. Someone who can
 * append to the log and write the read store cannot make a mark without that secret, which is stored elsewhere.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';

/** Data derived from the log up to a position. */
interface MadeOfLog {
  readonly kind: 'patient-index' | 'recomputation';
  readonly position: number;
  /** The data to mark. */
  readonly content: readonly (string | number)[];
}

/** Stays the same while the log up to the position is the same. Undefined for a log in clear, which has no secret. */
export async function ownMark(log: EventStore, { kind, position, content }: MadeOfLog): Promise<string | undefined> {
  return log.keys?.referenceOf(`${kind} ${JSON.stringify([position, await requireLinkAt(position, log), ...content])}`);
}

/** False also if the log does not reach the position. */
export async function isOwn(log: EventStore, made: MadeOfLog, mark: string): Promise<boolean> {
  const { position } = made;
  if (!Number.isSafeInteger(position) || position < 0 || position > (await log.end())) return false;
  return (await ownMark(log, made)) === mark;
}
