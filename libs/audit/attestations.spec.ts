/** Countersignatures and time stamps beside checkpoints: each is of the one that it is named after, by who is trusted, and of no other. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkAttestations, readCertificate, writeCountersignature, writeTimestamp } from '#libs/audit/attestations.ts';
import { type CheckpointFile, checkpointDigest, makeKeyPair, readCheckpoints } from '#libs/audit/checkpoint.ts';
import { countersign } from '#libs/audit/countersignature.ts';
import { temporaryFolder } from '#test/support/product.ts';

const SAMPLES = join(import.meta.dirname, '../../test/samples/timestamps');
const AT = '2026-11-28T11:00:00.000Z';
const second = makeKeyPair();
const publicKeys = [createPublicKey(second.publicPem)];
const authorities = [readCertificate(join(SAMPLES, 'ec-ca.pem'))];

let folder: string;
let file: CheckpointFile;
beforeEach(() => {
  folder = join(temporaryFolder(), 'checkpoints');
  mkdirSync(folder);
  cpSync(join(SAMPLES, 'checkpoint-12.json'), join(folder, 'checkpoint-12.json'));
  const [only] = readCheckpoints(folder);
  if (only === undefined) throw new RangeError('there is one');
  file = only;
  writeCountersignature(folder, file, countersign(file.checkpoint, createPrivateKey(second.privatePem), AT));
  writeTimestamp(folder, file, readFileSync(join(SAMPLES, 'timestamp-12.tsr')));
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

const NONE = { countersigned: 0, stamped: 0, unverified: 0, misfits: [] };
const check = (trusted = { publicKeys, authorities }) => checkAttestations(folder, readCheckpoints(folder), trusted);
const codes = (): readonly unknown[] => check().misfits.map(({ finding }) => finding.code);

test('both are verified by who is trusted, and counted where nobody is', () => {
  expect(checkpointDigest(file.checkpoint)).toBe(readFileSync(join(SAMPLES, 'checkpoint-12.digest'), 'utf8').trim());
  expect(check()).toStrictEqual({ ...NONE, countersigned: 1, stamped: 1 });
  expect(check({ publicKeys: [], authorities: [] })).toStrictEqual({ ...NONE, unverified: 2 });
});

test('a checkpoint changed since, or another in its place, has neither', () => {
  const path = join(folder, 'checkpoint-12.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('10:00:00', '10:00:01'));
  expect(codes()).toStrictEqual(['COUNTERSIGNATURE_WRONG', 'TIMESTAMP_WRONG']);
});

test('a time stamp of an authority that is not trusted, or that is none, is a fault where authorities are given', () => {
  rmSync(join(folder, 'timestamp-12.tsr'));
  writeTimestamp(folder, file, readFileSync(join(SAMPLES, 'rsa.tsr')));
  expect(codes()).toStrictEqual(['TIMESTAMP_WRONG']);
});

test('what is of a checkpoint that is not there says that it was removed', () => {
  rmSync(join(folder, 'checkpoint-12.json'));
  expect(codes()).toStrictEqual(['ATTESTED_CHECKPOINT_MISSING', 'ATTESTED_CHECKPOINT_MISSING']);
});

test('nothing is overwritten, and what is no countersignature is refused', () => {
  expect(() => writeTimestamp(folder, file, Buffer.alloc(1))).toThrow(/EEXIST/);
  writeFileSync(join(folder, 'countersignature-12-00000000.json'), '{}');
  expect(() => check()).toThrow(/COUNTERSIGNATURE_INVALID/);
});
