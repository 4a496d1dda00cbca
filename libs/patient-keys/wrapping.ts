/** Keys wrapped by the key of the installation, which is stored outside the store of keys. */
import { type KeyObject, createCipheriv, createDecipheriv, hash } from 'node:crypto';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';
import { secretKey } from '#libs/kernel/secret-key.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_LENGTH = 16;
export const KEY_BYTES = 32;

const ivs = new RandomBytes(IV_BYTES);

/** Distinguishes one key from another, and reveals nothing else about it. */
export function fingerprintOf(key: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from('decompte wrapping key\n'), key]), 'hex').slice(
    0,
    FINGERPRINT_LENGTH,
  );
}

/** `name`: the owner of the wrapped bytes; they open only under this name. */
export function wrapped(content: Uint8Array, name: Uint8Array, by: Uint8Array): Buffer {
  const iv = ivs.next();
  const cipher = createCipheriv(CIPHER, cipherKey(by), iv).setAAD(name);
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Throws if the bytes were changed, belong to another name or were wrapped by another key. */
export function unwrapped(bytes: Uint8Array, name: Uint8Array, by: Uint8Array): Buffer {
  const decipher = createDecipheriv(CIPHER, cipherKey(by), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(name)
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** Many keys are wrapped by one. A key file may have more bytes than the cipher takes. */
const cipherKey = memoisedOf((by: Uint8Array): KeyObject =>
  secretKey(by.length === KEY_BYTES ? by : hash('sha256', by, 'buffer')),
);
