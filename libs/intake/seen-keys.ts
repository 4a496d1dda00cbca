/**
 * Which acts, reversals and described patients may be among those that are known, in bounded memory: nearly all that an import brings are new,
 * and need not be looked for.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { KNOWN_ACTS, KNOWN_FIELDS } from '#libs/intake/known-acts.ts';
import { Seen } from '#libs/kernel/seen.ts';
import { textDigest } from '#libs/kernel/text.ts';

/** 4 MB: with the keys of a national log, one new key in some 200 is looked for in vain; with more keys, more are. */
const BYTES = 2 ** 22;
/** Events that are read to begin; where a log has more, a large import looks for all that it brings. */
const READ_MAX = 100_000;
/** Fewer keys are looked for one by one. */
const KEYS_MIN = 1_000;

export class SeenKeys {
  #keys: Seen | undefined;
  /** Those of all events up to this position are in it. */
  #upTo = 0;

  /** Those of the keys that may be known, of what is recorded up to a position of the log. */
  async among(
    keys: readonly string[],
    log: Pick<EventStore, 'read'>,
    upTo: () => Promise<number>,
  ): Promise<readonly string[]> {
    if (keys.length < KEYS_MIN) return keys;
    const known = await this.#keysUpTo(await upTo(), log);
    return known === undefined ? keys : keys.filter((key) => known.has(textDigest(key, 1), textDigest(key, 2)));
  }

  /** What is recorded after a position, up to another. */
  add(keys: Iterable<string>, after: number, upTo: number): void {
    if (this.#keys === undefined || this.#upTo !== after) return;
    this.#see(keys);
    this.#upTo = upTo;
  }

  /** Undefined where there are too many to read. */
  async #keysUpTo(upTo: number, log: Pick<EventStore, 'read'>): Promise<Seen | undefined> {
    if (this.#upTo > upTo || upTo - this.#upTo > READ_MAX) {
      this.#keys = undefined;
      this.#upTo = 0;
      return undefined;
    }
    this.#keys ??= new Seen(BYTES);
    const { categories } = KNOWN_ACTS;
    if (this.#upTo < upTo)
      for await (const batch of log.read({ after: this.#upTo, upTo, categories, fields: KNOWN_FIELDS }))
        for (const event of batch) this.#see(KNOWN_ACTS.keys(event));
    this.#upTo = upTo;
    return this.#keys;
  }

  #see(keys: Iterable<string>): void {
    for (const key of keys) this.#keys?.see(textDigest(key, 1), textDigest(key, 2));
  }
}
