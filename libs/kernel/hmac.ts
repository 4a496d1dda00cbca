/**
 * HMAC-SHA-256 (RFC 2104) of short texts under one key, by two hashes of one call each: what createHmac of node:crypto gives takes three times
 * as long.
 */
import { hash } from 'node:crypto';

const ALGORITHM = 'sha256';
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const [INNER, OUTER] = [0x36, 0x5c];
/** UTF-8 has no longer character for a unit of UTF-16. */
const BYTES_A_UNIT = 3;

export class Hmac {
  /** The padded key, then the text. */
  #inner: Buffer;
  /** The padded key, then the digest of the other. */
  readonly #outer: Buffer;

  constructor(key: Uint8Array) {
    const bytes = key.length > BLOCK_BYTES ? hash(ALGORITHM, key, 'buffer') : key;
    this.#inner = padded(bytes, INNER, 2 * BLOCK_BYTES);
    this.#outer = padded(bytes, OUTER, BLOCK_BYTES + DIGEST_BYTES);
  }

  /** In hexadecimal. */
  of(text: string): string {
    const most = BLOCK_BYTES + BYTES_A_UNIT * text.length;
    if (most > this.#inner.length) {
      const grown = Buffer.alloc(2 * most);
      this.#inner.copy(grown, 0, 0, BLOCK_BYTES);
      this.#inner = grown;
    }
    const length = BLOCK_BYTES + this.#inner.write(text, BLOCK_BYTES);
    this.#outer.set(hash(ALGORITHM, this.#inner.subarray(0, length), 'buffer'), BLOCK_BYTES);
    return hash(ALGORITHM, this.#outer, 'hex');
  }
}

function padded(key: Uint8Array, by: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < BLOCK_BYTES; i++) bytes[i] = (key[i] ?? 0) ^ by;
  return bytes;
}
