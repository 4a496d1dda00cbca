/**
 * Bytes by chance, taken from the system many at a time: a call for a few of them takes 2 µs. For salts, nonces and initialisation vectors, up
 * to 512 of which lie in memory before they are used, as the keys in use do; never for keys, which are made when they are needed.
 */
import { randomFillSync } from 'node:crypto';

const AT_A_TIME = 512;

export class RandomBytes {
  readonly #bytes: Buffer;
  readonly #length: number;
  #at: number;

  /** `length`: of each that is taken. */
  constructor(length: number) {
    this.#length = length;
    this.#bytes = Buffer.alloc(AT_A_TIME * length);
    this.#at = this.#bytes.length;
  }

  next(): Buffer {
    const from = this.#taken();
    return Buffer.from(this.#bytes.subarray(from, this.#at));
  }

  /** In hexadecimal. */
  nextDigits(): string {
    const from = this.#taken();
    return this.#bytes.toString('hex', from, this.#at);
  }

  /** Where they begin. */
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
