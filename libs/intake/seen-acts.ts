/**
 * Which acts, and reversals of acts, may be recorded, in bounded memory: nearly all acts of an import are new, and need not be looked for among
 * those that are known.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { keysOfRecorded } from '#libs/intake/known-acts.ts';
import { Seen } from '#libs/kernel/seen.ts';

/** Of the acts of a national log, one new act in some 200 is looked for; with more acts more, and nothing else changes. */
const BYTES = 2 ** 22;
/** Events that are read to begin; where a log has more, a large import looks for all of its acts. */
const READ_MAX = 100_000;
const FIELDS = ['type', 'data'] as const;
/** Fewer keys are looked for one by one. */
const KEYS_MIN = 1_000;

export class SeenActs {
  #acts: Seen | undefined;
  /** The acts of all events up to this position are in it. */
  #upTo = 0;

  /** Those of the keys that may be known, of the acts recorded up to a position of the log. */
  async among(
    keys: readonly string[],
    log: Pick<EventStore, 'read'>,
    upTo: () => Promise<number>,
  ): Promise<readonly string[]> {
    if (keys.length < KEYS_MIN) return keys;
    const acts = await this.#actsUpTo(await upTo(), log);
    return acts === undefined ? keys : keys.filter((key) => acts.has(digest(key, 1), digest(key, 2)));
  }

  /** What is recorded after a position, up to another. */
  add(keys: Iterable<string>, after: number, upTo: number): void {
    if (this.#acts === undefined || this.#upTo !== after) return;
    this.#see(keys);
    this.#upTo = upTo;
  }

  /** Undefined where there are too many to read. */
  async #actsUpTo(upTo: number, log: Pick<EventStore, 'read'>): Promise<Seen | undefined> {
    if (this.#upTo > upTo || upTo - this.#upTo > READ_MAX) {
      this.#acts = undefined;
      this.#upTo = 0;
      return undefined;
    }
    this.#acts ??= new Seen(BYTES);
    if (this.#upTo < upTo)
      for await (const batch of log.read({ after: this.#upTo, upTo, categories: ['patient'], fields: FIELDS }))
        for (const event of batch) this.#see(keysOfRecorded(event));
    this.#upTo = upTo;
    return this.#acts;
  }

  #see(keys: Iterable<string>): void {
    for (const key of keys) this.#acts?.see(digest(key, 1), digest(key, 2));
  }
}

/** FNV-1a, another for each seed. */
function digest(text: string, seed: number): number {
  let sum = Math.imul(0x811c9dc5, seed);
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  // The low bits of texts that differ at their end alone are alike.
  sum ^= sum >>> 15;
  return Math.imul(sum, 0x2c1b3c6d) >>> 0;
}
