/** Salts of rows (leaf.ts), by chance, many at a time. */
import { randomFillSync } from 'node:crypto';

const SALT_BYTES = 16;

export class Salts {
  readonly #bytes = Buffer.alloc(512 * SALT_BYTES);
  #at = this.#bytes.length;

  /** 32 hexadecimal digits. */
  next(): string {
    if (this.#at === this.#bytes.length) {
      randomFillSync(this.#bytes);
      this.#at = 0;
    }
    return this.#bytes.toString('hex', this.#at, (this.#at += SALT_BYTES));
  }
}
