/** Another program gets the same sealed text with AES-256-GCM: its bytes must open for as long as its key exists. */
import { createDecipheriv, createHash, createSecretKey, hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { keyOfText, keyedId, openedText, sealedText } from '#libs/patient-keys/sealing.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
const [NAME, TEXT] = ['patient-~x\nrow', 'né le 17 mars 1950\n'];
/** With the nonce a0 to af, made by the package `cryptography` of Python. */
const SEALED =
  'a0a1a2a3a4a5a6a7a8a9aaabacadaeafce5d832b9c719af925ec03c0f921abf666ed5cf5ebe10d18c1c2b13360f0c35f3d4924ae';

function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

test('bytes that another program sealed open', () => {
  const [sealed, reference] = [Buffer.from(SEALED, 'hex'), 'ab'.repeat(32)];
  expect(openedText(sealed, NAME, { key: KEY, reference })).toBe(TEXT);
  const otherwise = expect.objectContaining({ code: 'SEALED_OTHERWISE', data: { reference } }) as unknown;
  expect(caught(() => openedText(sealed, `${NAME}s`, { key: KEY, reference }))).toStrictEqual(otherwise);
  expect(caught(() => openedText(sealed, NAME, { key: Buffer.alloc(32), reference }))).toStrictEqual(otherwise);
});

test('a sealed text opens with the bytes of its key, with any bytes', () => {
  for (let i = 0; i < 200; i++) {
    const key = hash('sha256', String(i), 'buffer');
    const sealed = sealedText(TEXT, NAME, { key });
    const own = createHash('sha256').update(key).update(sealed.subarray(0, 16)).digest();
    expect(keyOfText(sealed, { key })).toStrictEqual(own);
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(own), Buffer.alloc(12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(NAME)).setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(16, -16)), decipher.final()]);
    expect(text.toString()).toBe(TEXT);
  }
});

test('a keyed id is the digest of the key and the id, cut', () => {
  const id = 'ab'.repeat(16);
  const digest = createHash('sha256').update(KEY).update(id).digest('hex');
  expect(keyedId(id, { key: KEY })).toBe(digest.slice(0, 32));
});
