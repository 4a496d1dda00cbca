/**
 * Random bytes, fetched from the system many at a time: a call for a few of them takes 2 µs. For salts, nonces and initialisation vectors,
 * of which up to 512 stay in memory before use, like the keys in use; never for keys, which are made when they are needed.
 */
import { randomFillSync } from 'node:crypto';

const AT_A_TIME = 512;

export class RandomBytes {
  readonly #bytes: Buffer;
  readonly #length: number;
  #at: number;

  /** `length`: number of bytes given each time. */
  constructor(length: number) {
    this.#length = length;
    this.#bytes = Buffer.alloc(AT_A_TIME * length);
    this.#at = this.#bytes.length;
  }

  next(): Buffer {
    const from = this.#taken();
    return Buffer.from(this.#bytes.subarray(from, this.#at));
  }

  /** The next bytes in hexadecimal. */
  nextDigits(): string {
    const from = this.#taken();
    return this.#bytes.toString('hex', from, this.#at);
  }

  /** The offset at which the next bytes begin. */
  #taken(): number {
    if (this.#at === this.#bytes.length) {
      randomFillSync(this.#bytes);
      this.#at = 0;
    }
    const from = this.#at;
    this.#at += this.#length;
    return from;
  }
}
