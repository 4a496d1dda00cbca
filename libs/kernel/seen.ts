/** Remembers which of many things were seen, in bounded memory (a Bloom filter): "not seen" is certain, "seen" may be wrong. */

/** The bits of a thing are in one line of memory. */
const WORDS_A_LINE = 16;
const BITS_A_LINE = 32 * WORDS_A_LINE;
const BITS_EACH = 3;

export class Seen {
  readonly #bits: Uint32Array;
  readonly #lines: number;

  /** `bytes`: a multiple of 64. */
  constructor(bytes: number) {
    this.#bits = new Uint32Array(bytes / Uint32Array.BYTES_PER_ELEMENT);
    this.#lines = this.#bits.length / WORDS_A_LINE;
  }

  /**
   * Whether it may have been seen before; from now on it counts as seen. A thing is given as two random whole numbers of 27 bits or more.
   */
  see(one: number, other: number): boolean {
    const line = (one % this.#lines) * WORDS_A_LINE;
    let [of, isSeen] = [other, true];
    for (let i = 0; i < BITS_EACH; i++) {
      const bit = of % BITS_A_LINE;
      const word = line + (bit >>> 5);
      const before = this.#bits[word] ?? 0;
      const after = (before | (1 << (bit & 31))) >>> 0;
      if (before !== after) {
        isSeen = false;
        this.#bits[word] = after;
      }
      of = Math.floor(of / BITS_A_LINE);
    }
    return isSeen;
  }

  /** Whether it may have been seen. */
  has(one: number, other: number): boolean {
    const line = (one % this.#lines) * WORDS_A_LINE;
    let of = other;
    for (let i = 0; i < BITS_EACH; i++) {
      const bit = of % BITS_A_LINE;
      if (((this.#bits[line + (bit >>> 5)] ?? 0) & (1 << (bit & 31))) === 0) return false;
      of = Math.floor(of / BITS_A_LINE);
    }
    return true;
  }
}
