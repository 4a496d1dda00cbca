/** Countersignatures and time stamps beside checkpoints: each must sign the checkpoint it is named after, with a trusted key. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { main } from '#apps/audit-verifier/verify.mjs';
import {
  attestationsOf,
  checkAttestations,
  keepCountersignature,
  keepTimestamp,
  readCertificate,
} from '#libs/audit/attestations.ts';
import {
  type Chained,
  type Checkpoint,
  type CheckpointFile,
  checkpointDigest,
  makeKeyPair,
  readCheckpoints,
  signCheckpoint,
} from '#libs/audit/checkpoint.ts';
import { type Countersignature, countersign } from '#libs/audit/countersignature.ts';
import { signSuccession, writeSuccession } from '#libs/audit/key-history.ts';
import { momentInFrench } from '#libs/kernel/french-days.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SAMPLES = join(import.meta.dirname, '../../test/samples/timestamps');
const AT = '2026-11-28T11:00:00.000Z';
const second = makeKeyPair();
const publicKeys = [createPublicKey(second.publicPem)];
const authorities = [readCertificate(join(SAMPLES, 'ec-ca.pem'))];

const STAMP = readFileSync(join(SAMPLES, 'timestamp-12.tsr'));
const countersigned = () => countersign(file.checkpoint, createPrivateKey(second.privatePem), AT);

let folder: string;
let file: CheckpointFile;
beforeEach(() => {
  folder = join(temporaryFolder(), 'checkpoints');
  mkdirSync(folder);
  cpSync(join(SAMPLES, 'checkpoint-12.json'), join(folder, 'checkpoint-12.json'));
  const [only] = readCheckpoints(folder);
  if (only === undefined) throw new RangeError('there is one');
  file = only;
  keepCountersignature(folder, file, countersigned(), publicKeys[0]);
  keepTimestamp(folder, file, STAMP, authorities);
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

const NONE = { countersigned: 0, stamped: 0, unverified: 0, misfits: [] };
const check = (trusted = { publicKeys, authorities }) => checkAttestations(folder, readCheckpoints(folder), trusted);
const codes = (): readonly unknown[] => check().misfits.map(({ finding }) => finding.code);

test('verifies both with trusted keys, and only counts them without any', () => {
  expect(checkpointDigest(file.checkpoint)).toBe(readFileSync(join(SAMPLES, 'checkpoint-12.digest'), 'utf8').trim());
  expect(check()).toStrictEqual({ ...NONE, countersigned: 1, stamped: 1 });
  expect(check({ publicKeys: [], authorities: [] })).toStrictEqual({ ...NONE, unverified: 2 });
});

test('a checkpoint changed since, or another in its place, has neither', () => {
  const path = join(folder, 'checkpoint-12.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('10:00:00', '10:00:01'));
  expect(codes()).toStrictEqual(['COUNTERSIGNATURE_WRONG', 'TIMESTAMP_WRONG']);
});

test('a time stamp of an untrusted authority, or of another text, is a fault if authorities are given', () => {
  writeFileSync(join(folder, 'timestamp-12.tsr'), readFileSync(join(SAMPLES, 'rsa.tsr')));
  expect(codes()).toStrictEqual(['TIMESTAMP_WRONG']);
});

test('keeps only attestations of the checkpoint, each once', () => {
  expect(attestationsOf(folder, file)).toStrictEqual([
    `countersignature-12-${second.id.slice(0, 8)}.json`,
    'timestamp-12.tsr',
  ]);
  expect(() => keepTimestamp(folder, file, STAMP, authorities)).toThrow(/ATTESTED_ALREADY/);
  expect(() => keepTimestamp(folder, file, STAMP, [])).toThrow(/SIGNER_UNKNOWN/);
  expect(() => keepCountersignature(folder, file, countersigned(), publicKeys[0])).toThrow(/ATTESTED_ALREADY/);
  expect(() => keepCountersignature(folder, file, countersigned(), undefined)).toThrow(/COUNTERSIGNATURE_REFUSED/);
  const later = { ...countersigned(), time: '2027-01-01T00:00:00.000Z' };
  expect(() => keepCountersignature(folder, file, later, publicKeys[0])).toThrow(/COUNTERSIGNATURE_REFUSED/);
  const own = { ...countersigned(), key: file.checkpoint.key };
  expect(() => keepCountersignature(folder, file, own, publicKeys[0])).toThrow(/COUNTERSIGNED_BY_SIGNER/);
});

/** A checkpoint of a key of ours, with a countersignature by another, put there by hand. */
function signedBy(signer: string, by: string): { readonly own: CheckpointFile; readonly said: Countersignature } {
  const { key: _, signature: __, format: ___, ...what } = file.checkpoint as Checkpoint & Chained;
  const own = { name: file.name, checkpoint: signCheckpoint(what, createPrivateKey(signer)) };
  writeFileSync(join(folder, own.name), JSON.stringify(own.checkpoint));
  rmSync(join(folder, 'timestamp-12.tsr'));
  const said = countersign(own.checkpoint, createPrivateKey(by), AT);
  writeFileSync(join(folder, `countersignature-12-${second.id.slice(0, 8)}.json`), JSON.stringify(said));
  return { own, said };
}

test('the stand-alone verifier says who stamped and countersigned a checkpoint, and refuses a stamp of another text', async () => {
  const proof = join(folder, 'proof.json');
  const { checkpoint } = file;
  writeFileSync(
    proof,
    `${JSON.stringify({ format: 'decompte-consistency-1', from: checkpoint, to: checkpoint, path: [] })}\n`,
  );
  const secondKey = join(folder, 'second.pem');
  writeFileSync(secondKey, second.publicPem);
  const keys = [join(SAMPLES, 'signer.pub.pem'), secondKey].flatMap((key) => ['--public-key', key]);
  const verified = (...more: string[]) => main([proof, ...keys, '--checkpoints', folder, ...more]);
  const tsa = ['--tsa', join(SAMPLES, 'ec-ca.pem')];
  const { status, out } = await verified(...tsa);
  expect([status, out]).toStrictEqual([
    0,
    expect.stringMatching(/position 12 existait le 29\/11\/2026 \S+, par CN=Test time stamps ec \(timestamp-12\.tsr\)/),
  ]);
  expect(out).toContain(`contresigné le ${momentInFrench(AT)}, par la clé ${second.id}`);
  expect((await verified()).out).toMatch(/ne vérifient pas : 1\./);
  writeFileSync(join(folder, 'timestamp-12.tsr'), readFileSync(join(SAMPLES, 'rsa.tsr')));
  expect(await verified(...tsa)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/timestamp-12\.tsr horodate/) as unknown,
  });
});

test('the signer of a checkpoint does not countersign it, known or not', () => {
  signedBy(second.privatePem, second.privatePem);
  expect(codes()).toStrictEqual(['COUNTERSIGNATURE_WRONG']);
  expect(check({ publicKeys: [], authorities }).misfits).toHaveLength(1);
});

test('a key that succeeded the signing key does not countersign, even with another key in between', () => {
  const [first, between] = [makeKeyPair(), makeKeyPair()];
  const { own, said } = signedBy(first.privatePem, second.privatePem);
  expect(check()).toStrictEqual({ ...NONE, countersigned: 1 });
  const [oldest, middle, newest] = [first, between, second].map(({ privatePem }) => createPrivateKey(privatePem));
  if (!oldest || !middle || !newest) throw new RangeError('there are three');
  writeSuccession(folder, signSuccession(middle, newest, AT));
  expect(check()).toStrictEqual({ ...NONE, countersigned: 1 });
  writeSuccession(folder, signSuccession(oldest, middle, AT));
  expect(codes()).toStrictEqual(['COUNTERSIGNATURE_WRONG']);
  expect(() => keepCountersignature(folder, own, said, publicKeys[0])).toThrow(/COUNTERSIGNED_BY_SIGNER/);
});

test('a checkpoint that two others countersign counts once', () => {
  const third = makeKeyPair();
  const thirdKey = createPublicKey(third.publicPem);
  keepCountersignature(folder, file, countersign(file.checkpoint, createPrivateKey(third.privatePem), AT), thirdKey);
  const found = check({ publicKeys: [...publicKeys, thirdKey], authorities });
  expect(found).toStrictEqual({ ...NONE, countersigned: 1, stamped: 1 });
});

test('an attestation of a missing checkpoint says that the checkpoint was removed', () => {
  rmSync(join(folder, 'checkpoint-12.json'));
  expect(codes()).toStrictEqual(['ATTESTED_CHECKPOINT_MISSING', 'ATTESTED_CHECKPOINT_MISSING']);
});

test('refuses a file that is no countersignature', () => {
  writeFileSync(join(folder, 'countersignature-12-00000000.json'), '{}');
  expect(() => check()).toThrow(/COUNTERSIGNATURE_INVALID/);
});
