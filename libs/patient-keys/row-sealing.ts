/**
 * Rows of the log sealed with the key of their patient: ChaCha20-Poly1305 (RFC 8439), with a separate key for each row. The first byte
 * tells the form; a row of a former version is a text sealed with AES-256-GCM (sealing.ts), and opens as before.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';
import type { SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import { AS_TEXT, IV, NONCE_BYTES, TAG_BYTES, openedText, textKey } from '#libs/patient-keys/sealing.ts';
import { Sodium } from '#libs/patient-keys/sodium.ts';

const CIPHER = 'chacha20-poly1305';
/** The first byte, before the nonce. */
const FORM = 1;
const TEXT_AT = 1 + NONCE_BYTES;

const nonces = new RandomBytes(NONCE_BYTES);

let sodium: Sodium | undefined;

/** For a thread that seals or opens thousands of rows: each takes it a third of the time then. */
export async function prepareForManyRows(): Promise<void> {
  sodium ??= await Sodium.load();
}

/** `name`: what the row belongs to; it opens under no other one. */
export function sealedRow(text: string, name: string, { key }: Pick<SubjectKey, 'key'>): Buffer {
  const before = Buffer.allocUnsafe(TEXT_AT);
  before[0] = FORM;
  const nonce = nonces.next();
  before.set(nonce, 1);
  const own = { key: textKey(key, nonce), name };
  if (sodium?.hasRoom(text.length, name) === true) return sodium.sealed(text, own, before);
  const plaintextLength = Buffer.byteLength(text);
  const cipher = createCipheriv(CIPHER, own.key, IV, AS_TEXT).setAAD(Buffer.from(name), { plaintextLength });
  return Buffer.concat([before, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws KeysUnusable if the bytes were changed, belong to another name or are sealed with another key. */
export function openedRow(bytes: Uint8Array, name: string, of: Omit<SubjectKey, 'subject'>): string {
  const text = bytes[0] === FORM ? openedIfOfForm(bytes, name, of.key) : undefined;
  // One in 256 rows of a former version begins with this byte, the first one of its nonce.
  return text ?? openedText(bytes, name, of);
}

/** Undefined if it does not open. */
function openedIfOfForm(bytes: Uint8Array, name: string, key: Uint8Array): string | undefined {
  if (bytes.length < TEXT_AT + TAG_BYTES) return undefined;
  const own = { key: textKey(key, bytes.subarray(1, TEXT_AT)), name };
  const sealed = bytes.subarray(TEXT_AT);
  if (sodium?.hasRoom(sealed.length, name) === true) return sodium.opened(sealed, own);
  const decipher = createDecipheriv(CIPHER, own.key, IV, AS_TEXT)
    .setAAD(Buffer.from(name), { plaintextLength: sealed.length - TAG_BYTES })
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(0, -TAG_BYTES), undefined, 'utf8');
  try {
    return text + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
