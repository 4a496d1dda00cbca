/** Texts sealed with the key of their subject: AES-256-GCM, with a separate key for each text. Rows have another cipher (row-sealing.ts). */
import { createCipheriv, createDecipheriv, hash } from 'node:crypto';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';
import { KeysUnusable, type SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import { KEY_BYTES } from '#libs/patient-keys/wrapping.ts';

const CIPHER = 'aes-256-gcm';
export const NONCE_BYTES = 16;
export const TAG_BYTES = 16;
/**
 * One character per byte: Node makes such a text, and a cipher from it, faster than from a buffer or a key object. The documentation of
 * node:crypto does not mention the encoding of a text key; sealing.spec.ts checks that it is read so.
 */
const KEY_ENCODING = 'binary';
export const AS_TEXT = { encoding: KEY_ENCODING, authTagLength: TAG_BYTES } as const;
/** The key is used once, for one text. */
export const IV = Buffer.alloc(12);
const ID_LENGTH = 32;

const nonces = new RandomBytes(NONCE_BYTES);

/** `name`: the owner of the text; it opens only under this name. */
export function sealedText(text: string, name: string, { key }: Pick<SubjectKey, 'key'>): Buffer {
  const nonce = nonces.next();
  const cipher = createCipheriv(CIPHER, textKey(key, nonce), IV, AS_TEXT).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws KeysUnusable if the bytes were changed, belong to another name or are sealed with another key. */
export function openedText(bytes: Uint8Array, name: string, { key, reference }: Omit<SubjectKey, 'subject'>): string {
  try {
    return openedWith(bytes, name, textKey(key, bytes.subarray(0, NONCE_BYTES)));
  } catch (cause) {
    throw new KeysUnusable({ code: 'SEALED_OTHERWISE', data: { reference } }, { cause });
  }
}

/** The key of this single text: it opens no other text of the subject. */
export function keyOfText(bytes: Uint8Array, { key }: Pick<SubjectKey, 'key'>): Buffer {
  return Buffer.from(textKey(key, bytes.subarray(0, NONCE_BYTES)), KEY_ENCODING);
}

function openedWith(bytes: Uint8Array, name: string, key: string): string {
  const decipher = createDecipheriv(CIPHER, key, IV, AS_TEXT)
    .setAAD(Buffer.from(name))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Both have a fixed length, so that no digest can be extended to another. */
export function textKey(key: Uint8Array, nonce: Uint8Array): string {
  keyAndMore.set(key);
  keyAndMore.set(nonce, KEY_BYTES);
  return hash('sha256', keyAndMore.subarray(0, KEY_BYTES + NONCE_BYTES), KEY_ENCODING);
}

/** Buffer for hashing with a key. */
const keyAndMore = Buffer.alloc(KEY_BYTES + ID_LENGTH);

/**
 * An id derived from a content with a key, so that nobody can find the content by trial. It is cut to the length of an id, so that it
 * cannot be extended either.
 */
export function keyedId(id: string, { key }: Pick<SubjectKey, 'key'>): string {
  if (id.length !== ID_LENGTH) return hash('sha256', Buffer.concat([key, Buffer.from(id)]), 'hex').slice(0, ID_LENGTH);
  keyAndMore.set(key);
  keyAndMore.write(id, KEY_BYTES, 'latin1');
  return hash('sha256', keyAndMore, 'hex').slice(0, ID_LENGTH);
}
