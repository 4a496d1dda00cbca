/**
 * ChaCha20-Poly1305 (RFC 8439) of short texts by libsodium, compiled to WebAssembly: Node takes 6 µs for each, nearly all of it for making a
 * cipher, and this 1 to 3. Loading it takes 20 ms.
 */
import { randomInt } from 'node:crypto';
import type { Libsodium } from 'libsodium';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';

const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
/** Room in its memory. */
const [NAME_MAX, TEXT_MAX] = [1 << 10, 1 << 18];
const BYTES_A_CHARACTER = 3;
const RANDOM_END = 2 ** 32;
/** A key is a text with a character for each byte, as Node's digests are made fastest. */
const KEY_ENCODING = 'latin1';

/** The key and the name with which a text is sealed. */
interface SealedWith {
  /** For one text only: all texts have the same nonce. */
  readonly key: string;
  /** The name that the text belongs to; it opens under no other one. */
  readonly name: string;
}

export class Sodium {
  readonly #library: Libsodium;
  readonly #memory: Buffer;
  /** Places in the memory. */
  readonly #nonce: number;
  readonly #key: number;
  readonly #name: number;
  readonly #text: number;

  private constructor(library: Libsodium) {
    this.#library = library;
    this.#nonce = library._malloc(NONCE_BYTES + KEY_BYTES + NAME_MAX + TEXT_MAX);
    this.#key = this.#nonce + NONCE_BYTES;
    this.#name = this.#key + KEY_BYTES;
    this.#text = this.#name + NAME_MAX;
    // The memory stays in place, because the library allocates no more of it.
    this.#memory = Buffer.from(library.HEAPU8.buffer);
    this.#memory.fill(0, this.#nonce, this.#key);
  }

  /** Throws KeysUnusable if the package is not installed. */
  static async load(): Promise<Sodium> {
    const { default: load } = await libsodium();
    const library = await load({ getRandomValue: () => randomInt(RANDOM_END) });
    if (library._sodium_init() < 0) throw new Error('libsodium does not begin');
    return new Sodium(library);
  }

  /** Whether there is room for a text of this many characters, or bytes if it is sealed. */
  hasRoom(text: number, name: string): boolean {
    return BYTES_A_CHARACTER * text + TAG_BYTES <= TEXT_MAX && BYTES_A_CHARACTER * name.length <= NAME_MAX;
  }

  /** The text and its tag, after `before`. */
  sealed(text: string, { key, name }: SealedWith, before: Uint8Array): Buffer {
    const length = this.#memory.write(text, this.#text, 'utf8');
    const at = this.#text;
    const names = this.#written(key, name);
    const [nonce, keys] = [this.#nonce, this.#key];
    this.#library._crypto_aead_chacha20poly1305_ietf_encrypt(
      at,
      0,
      at,
      length,
      0,
      this.#name,
      names,
      0,
      0,
      nonce,
      keys,
    );
    const sealed = Buffer.allocUnsafe(before.length + length + TAG_BYTES);
    sealed.set(before);
    this.#memory.copy(sealed, before.length, at, at + length + TAG_BYTES);
    return sealed;
  }

  /** Undefined where the bytes were changed, belong to another name or are sealed with another key. */
  opened(sealed: Uint8Array, { key, name }: SealedWith): string | undefined {
    const at = this.#text;
    this.#memory.set(sealed, at);
    const names = this.#written(key, name);
    const [nonce, keys] = [this.#nonce, this.#key];
    const refused = this.#library._crypto_aead_chacha20poly1305_ietf_decrypt(
      at,
      0,
      0,
      at,
      sealed.length,
      0,
      this.#name,
      names,
      0,
      nonce,
      keys,
    );
    return refused === 0 ? this.#memory.toString('utf8', at, at + sealed.length - TAG_BYTES) : undefined;
  }

  /** Puts them into the memory; gives the bytes of the name. */
  #written(key: string, name: string): number {
    this.#memory.write(key, this.#key, KEY_ENCODING);
    return this.#memory.write(name, this.#name, 'utf8');
  }
}

/** It is missing where the dependencies were installed for an earlier version of this program. */
async function libsodium(): Promise<typeof import('libsodium')> {
  try {
    return await import('libsodium');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new KeysUnusable({ code: 'SEALING_PACKAGE_MISSING', data: { name: 'libsodium' } }, { cause });
  }
}
