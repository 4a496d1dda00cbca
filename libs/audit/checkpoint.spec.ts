/** A checkpoint is trusted only unchanged, under the key that signed it. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Checkpoint, isSignedBy, keyId, makeKeyPair, signCheckpoint } from '#libs/audit/checkpoint.ts';

const KEYS = makeKeyPair();
const PUBLIC = createPublicKey(KEYS.publicPem);
const SIGNED = signCheckpoint(
  { position: 12, link: 'a'.repeat(64), root: 'b'.repeat(64), time: '2026-06-30T22:00:00.000Z' },
  createPrivateKey(KEYS.privatePem),
);

test('names the key that signed it and is signed by that key', () => {
  expect(SIGNED.key).toBe(KEYS.id);
  expect(keyId(PUBLIC)).toBe(KEYS.id);
  expect(isSignedBy(SIGNED, PUBLIC)).toBe(true);
});

const OTHERS: Readonly<Record<string, Partial<Checkpoint>>> = {
  position: { position: 13 },
  link: { link: 'c'.repeat(64) },
  root: { root: 'c'.repeat(64) },
  time: { time: '2026-07-01T22:00:00.000Z' },
  signature: { signature: Buffer.alloc(64).toString('base64') },
};
for (const [field, other] of Object.entries(OTHERS))
  test(`is not signed with another ${field}`, () => {
    expect(isSignedBy({ ...SIGNED, ...other }, PUBLIC)).toBe(false);
  });

test('is not signed by another key, even if it names that key', () => {
  const other = makeKeyPair();
  const otherPublic = createPublicKey(other.publicPem);
  expect(isSignedBy(SIGNED, otherPublic)).toBe(false);
  expect(isSignedBy({ ...SIGNED, key: other.id }, otherPublic)).toBe(false);
});
