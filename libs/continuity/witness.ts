/**
 * Witnesses outside the log: each says where the log once was, and what its chain was there. A log that is shorter than a witness says, or
 * has another link at its position, has lost its end: its write-ahead log was deleted, it is an older copy, or another history took its place.
 */
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import { GENESIS } from '#libs/event-store/chain.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** A position of the log with the link of its chain there. */
export interface Head {
  readonly position: number;
  readonly link: string;
}

/** `END`: the end of the log as a command noted it beside the read store. */
export const WITNESS_KINDS = ['CHECKPOINT', 'READ_STORE', 'END', 'BANK_FILE', 'COPY'] as const;

export interface Witness extends Head {
  readonly kind: (typeof WITNESS_KINDS)[number];
  /** Of the checkpoint, the projection, the bank's file, or the copy. */
  readonly name: string;
}

/** A loss: positions that the log no longer has, or checkpoint files that are missing. */
export interface Loss {
  /** Checkpoints that were signed and are not in their folder; undefined where none is missing. Payments go on without them. */
  readonly files?: readonly MissingCheckpoint[] | undefined;
  /** The witnesses that the log contradicts, the highest position first. At least one where no checkpoint is missing. */
  readonly lost: readonly Witness[];
  /** The last position before them at which the log agrees with a witness; 0 where there is none. */
  readonly agreed: Head;
  /** The end of the log now. */
  readonly end: Head;
}

const BEGINNING: Head = { position: 0, link: GENESIS };

/** Two witnesses of one place say the same. */
export function witnessedPlace({ position, link }: Head): string {
  return `${position} ${link}`;
}

/** What of the witnesses the log contradicts, leaving out the places that are `acknowledged`. Throws StoreUnavailable. */
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
 * Whether the log has the place of a witness. The log only grows, so that one that was read before the log is never ahead of it. A
 * witness of the log that this one was carried over from has a link of that one's chain: the audit compares it (libs/audit/carried-over.ts).
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
  return position === 0 ? BEGINNING : { position, link: (await log.linkAt(position)) ?? '' };
}
