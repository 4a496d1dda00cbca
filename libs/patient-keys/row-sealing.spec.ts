/** Node and libsodium seal a row to the bytes that other implementations of ChaCha20-Poly1305 give; rows of former versions still open. */
import { createCipheriv } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { openedRow, prepareForManyRows, sealedRow } from '#libs/patient-keys/row-sealing.ts';
import { sealedText } from '#libs/patient-keys/sealing.ts';
import { Sodium } from '#libs/patient-keys/sodium.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
const OF = { key: KEY, reference: 'ab'.repeat(32) };
const [NAME, TEXT] = ['patient-~x\nrow', 'né le 17 mars 1950\n'];
/** Sealed with the nonce a0 to af. The package `cryptography` of Python made this text and the next one. */
const SEALED =
  '01a0a1a2a3a4a5a6a7a8a9aaabacadaeafa2946696833ecd09039b3266f5015d6e97e070afd2728343bc8831de73be47a800e82664';
/** Sealed with AES-256-GCM. Its nonce begins with the first byte of a present row. */
const FORMER =
  '01a1a2a3a4a5a6a7a8a9aaabacadaeafbbfe329257af9401e0bc9cb69b3389a2913ef32954b44fff69673d3d7177aa43880df503';
/** The empty text, of one character, accents and others outside Latin-1, half of a pair, and one too long for libsodium. */
const TEXTS = ['', 'x', `${TEXT}≥ 5 €, 𝄞`, '\ud834', 'é'.repeat(1_000), 'x'.repeat(300_000)];

function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

const OTHERWISE = expect.objectContaining({
  code: 'SEALED_OTHERWISE',
  data: { reference: OF.reference },
}) as unknown;

function holds(): void {
  expect(openedRow(Buffer.from(SEALED, 'hex'), NAME, OF)).toBe(TEXT);
  expect(openedRow(Buffer.from(FORMER, 'hex'), NAME, OF)).toBe(TEXT);
  for (const row of [SEALED, FORMER].map((hex) => Buffer.from(hex, 'hex'))) {
    expect(caught(() => openedRow(row, `${NAME}s`, OF))).toStrictEqual(OTHERWISE);
    expect(caught(() => openedRow(row, NAME, { ...OF, key: Buffer.alloc(32) }))).toStrictEqual(OTHERWISE);
    for (let at = 0; at < row.length; at++)
      for (const bit of [1, 128]) {
        const changed = Buffer.from(row);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(caught(() => openedRow(changed, NAME, OF))).toStrictEqual(OTHERWISE);
      }
    for (let length = 0; length < row.length; length++)
      expect(caught(() => openedRow(row.subarray(0, length), NAME, OF))).toStrictEqual(OTHERWISE);
  }
  // By chance one in 256 begins as a row of today does.
  for (let i = 0; i < 1_000; i++) expect(openedRow(sealedText(TEXT, NAME, OF), NAME, OF)).toBe(TEXT);
  expect(sealedRow(TEXT, NAME, OF).equals(sealedRow(TEXT, NAME, OF))).toBe(false);
}

test('sealed rows of every form open, and a changed one does not; the same for many at once', async () => {
  holds();
  const before = TEXTS.map((text) => sealedRow(text, NAME, OF));
  await prepareForManyRows();
  holds();
  const after = TEXTS.map((text) => sealedRow(text, NAME, OF));
  for (const rows of [before, after])
    expect(rows.map((row) => openedRow(row, NAME, OF))).toStrictEqual(TEXTS.map((text) => text.toWellFormed()));
});

test('libsodium makes the bytes that Node makes, and opens them', async () => {
  const sodium = await Sodium.load();
  const own = { key: 'k'.repeat(32), name: NAME };
  const before = Buffer.from('before');
  for (const text of TEXTS.filter(({ length }) => sodium.hasRoom(length, NAME))) {
    const cipher = createCipheriv('chacha20-poly1305', own.key, Buffer.alloc(12), { authTagLength: 16 });
    cipher.setAAD(Buffer.from(NAME), { plaintextLength: Buffer.byteLength(text) });
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    expect(sodium.sealed(text, own, before)).toStrictEqual(Buffer.concat([before, sealed]));
    expect(sodium.opened(sealed, own)).toBe(text.toWellFormed());
    expect(sodium.opened(sealed, { ...own, key: 'l'.repeat(32) })).toBeUndefined();
  }
});
