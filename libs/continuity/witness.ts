/**
 * Witnesses outside the log: each gives a position that the log once had, and the link of its chain there. A log that is shorter than that
 * position, or has another link there, has lost its end: its write-ahead log was deleted, it is an older copy, or another history replaced
 * it.
 */
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import { GENESIS } from '#libs/event-store/chain.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';

/** A position of the log with the link of its chain there. */
export interface Head {
  readonly position: number;
  readonly link: string;
}

/** `END`: the end of the log as a command noted it beside the read store. */
export const WITNESS_KINDS = ['CHECKPOINT', 'READ_STORE', 'END', 'BANK_FILE', 'COPY'] as const;

export interface Witness extends Head {
  readonly kind: (typeof WITNESS_KINDS)[number];
  /** The name of the checkpoint, the projection, the bank's file, or the copy. */
  readonly name: string;
}

/** A loss: positions that the log no longer has, or checkpoint files that are missing. */
export interface Loss {
  /** Signed checkpoints that are missing from their folder; undefined if none is missing. Payments continue without them. */
  readonly files?: readonly MissingCheckpoint[] | undefined;
  /** The witnesses that the log contradicts, the highest position first. At least one unless a checkpoint is missing. */
  readonly lost: readonly Witness[];
  /** The last position before them at which the log matches a witness; 0 if there is none. */
  readonly agreed: Head;
  /** The end of the log now. */
  readonly end: Head;
}

const BEGINNING: Head = { position: 0, link: GENESIS };

/** Two witnesses of one place have the same text. */
export function witnessedPlace({ position, link }: Head): string {
  return `${position} ${link}`;
}

/** The part of the witnesses' evidence that the log contradicts, except places that are `acknowledged`. Throws StoreUnavailable. */
export async function lossOf(
  log: Pick<EventStore, 'end' | 'linkAt' | 'carriedOver'>,
  witnesses: AsyncIterable<Witness>,
  acknowledged: ReadonlySet<string>,
): Promise<Loss | undefined> {
  const lost = new Map<string, Witness>();
  const agreeing: Head[] = [BEGINNING];
  for await (const witness of witnesses) {
    if (acknowledged.has(witnessedPlace(witness))) continue;
    if (await agrees(log, witness)) agreeing.push({ position: witness.position, link: witness.link });
    else if (!lost.has(witnessedPlace(witness))) lost.set(witnessedPlace(witness), witness);
  }
  const found = [...lost.values()].sort((a, b) => b.position - a.position);
  const lowest = found.at(-1);
  if (lowest === undefined) return undefined;
  const before = agreeing.filter(({ position }) => position < lowest.position);
  const agreed = before.reduce((last, one) => (one.position > last.position ? one : last), BEGINNING);
  return { lost: found, agreed, end: await headOf(log) };
}

/**
 * Whether the log has the place of a witness. The log only grows, so a witness that was read before the log is never ahead of it. A witness
 * of the log that this one was carried over from has a link of that log's chain: the audit compares it (libs/audit/carried-over.ts).
 */
export async function agrees(
  log: Pick<EventStore, 'linkAt' | 'carriedOver'>,
  { position, link }: Head,
): Promise<boolean> {
  if ((await log.linkAt(position)) === link) return true;
  const carriedOver = await log.carriedOver();
  if (carriedOver === undefined || position > carriedOver.position) return false;
  return position < carriedOver.position || link === carriedOver.link;
}

/** The end of a log. */
export async function headOf(log: Pick<EventStore, 'end' | 'linkAt'>): Promise<Head> {
  const position = await log.end();
  return position === 0 ? BEGINNING : { position, link: await requireLinkAt(position, log) };
}
