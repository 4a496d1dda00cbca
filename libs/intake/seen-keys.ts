/**
 * The acts, reversals and described patients that may be known, in bounded memory: nearly all keys of an import are new, and need no
 * look-up.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { KNOWN_ACTS, KNOWN_FIELDS } from '#libs/intake/known-acts.ts';
import { Seen } from '#libs/kernel/seen.ts';
import { textDigest } from '#libs/kernel/text.ts';

/** 4 MB: with the keys of a national log, one new key in about 200 is looked up in vain; with more keys, more are. */
const BYTES = 2 ** 22;
/** Number of events to read at first; if a log has more, a large import looks for all its keys. */
const READ_MAX = 100_000;
/** Fewer keys are looked for one by one. */
const KEYS_MIN = 1_000;

export class SeenKeys {
  #keys: Seen | undefined;
  /** It holds the keys of all events up to this position. */
  #upTo = 0;

  /** The keys that may be known, among those recorded up to a position of the log. */
  async among(
    keys: readonly string[],
    log: Pick<EventStore, 'read'>,
    upTo: () => Promise<number>,
  ): Promise<readonly string[]> {
    if (keys.length < KEYS_MIN) return keys;
    const known = await this.#keysUpTo(await upTo(), log);
    return known === undefined ? keys : keys.filter((key) => known.has(textDigest(key, 1), textDigest(key, 2)));
  }

  /** Adds the keys recorded after a position, up to another. */
  add(keys: Iterable<string>, after: number, upTo: number): void {
    if (this.#keys === undefined || this.#upTo !== after) return;
    this.#see(keys);
    this.#upTo = upTo;
  }

  /** Undefined if there are too many to read. */
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
