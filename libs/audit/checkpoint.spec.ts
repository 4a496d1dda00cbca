/** A checkpoint is trusted only unchanged, under the key that signed it. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { chainFaults, endOfChain, lastInChain } from '#libs/audit/checkpoint-chain.ts';
import {
  type CheckpointFile,
  checkpointDigest,
  isSignedBy,
  keyId,
  makeKeyPair,
  readCheckpoints,
  sequenceOf,
  signCheckpoint,
  checkpointsAfter,
  checkpointsOf,
} from '#libs/audit/checkpoint.ts';
import { pageAfter } from '#libs/kernel/page.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const KEYS = makeKeyPair();
const PUBLIC = createPublicKey(KEYS.publicPem);
const CHAINED = { sequence: 7, previous: 'd'.repeat(64), streams: 9, streamsRoot: 'e'.repeat(64) };
const SIGNED = signCheckpoint(
  { position: 12, link: 'a'.repeat(64), root: 'b'.repeat(64), time: '2026-06-30T22:00:00.000Z', ...CHAINED },
  createPrivateKey(KEYS.privatePem),
);

const LATER = '2030-01-01T00:00:00.000Z';

test('names the key that signed it and is signed by that key', () => {
  expect(SIGNED.key).toBe(KEYS.id);
  expect(keyId(PUBLIC)).toBe(KEYS.id);
  expect(isSignedBy(SIGNED, PUBLIC)).toBe(true);
});

const OTHERS: Readonly<Record<string, object>> = {
  position: { position: 13 },
  link: { link: 'c'.repeat(64) },
  root: { root: 'c'.repeat(64) },
  time: { time: '2026-07-01T22:00:00.000Z' },
  sequence: { sequence: 8 },
  'checkpoint before': { previous: null },
  'number of streams': { streams: 8 },
  'root of streams': { streamsRoot: 'f'.repeat(64) },
  format: { format: 'decompte-checkpoint-1' },
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

test('reads checkpoints signed before checkpoints named the one before', () => {
  const former = { position: 12, link: 'a'.repeat(64), root: 'b'.repeat(64), time: '2026-06-30T22:00:00.000Z' };
  const text = `decompte-checkpoint-1\n12\n${former.link}\n${former.root}\n${former.time}\n${KEYS.id}\n`;
  const signature = sign(null, Buffer.from(text), createPrivateKey(KEYS.privatePem)).toString('base64');
  expect(isSignedBy({ format: 'decompte-checkpoint-1', ...former, key: KEYS.id, signature }, PUBLIC)).toBe(true);
});

test.each<readonly [string, (text: string) => string]>([
  ['more after the end of its signature', (text) => text.replace(/"signature":"[^"]+/, '$&AAAA')],
  ['a name twice', (text) => text.replace('{', '{"position":1,')],
  ['an unknown name', (text) => text.replace('{', '{"note":1,')],
  ['a name in another spelling', (text) => text.replace('"position"', String.raw`"\u0070osition"`)],
])('is read strictly: %s is another checkpoint or none', (_, change) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'checkpoint-12.json'), change(JSON.stringify(SIGNED)));
  const taken = (): boolean => {
    try {
      return readCheckpoints(folder).some(({ checkpoint }) => isSignedBy(checkpoint, PUBLIC));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'invalid') return false;
      throw error;
    }
  };
  expect(taken()).toBe(false);
  writeFileSync(join(folder, 'checkpoint-12.json'), JSON.stringify(SIGNED));
  expect(taken()).toBe(true);
  rmSync(folder, { recursive: true });
});

const file = (sequence: number, previous: string | null): CheckpointFile => ({
  name: `checkpoint-${sequence * 10}.json`,
  checkpoint: signCheckpoint(
    { ...CHAINED, sequence, previous, position: sequence * 10, link: 'a'.repeat(64), root: 'b'.repeat(64), time: '' },
    createPrivateKey(KEYS.privatePem),
  ),
});
const digest = ({ checkpoint }: CheckpointFile): string => checkpointDigest(checkpoint);
const one = file(1, null);
const two = file(2, digest(one));
const three = file(3, digest(two));
const recordedAs = (said: readonly CheckpointFile[]) =>
  said.map((of, i) => ({
    position: of.checkpoint.position,
    sequence: sequenceOf(of.checkpoint),
    digest: digest(of),
    recordedAt: 100 + i,
  }));
const codes = (files: readonly CheckpointFile[], said: readonly CheckpointFile[] = []): readonly unknown[] =>
  chainFaults(files, recordedAs(said)).map(({ finding }) => finding.code);

test('a checkpoint that was removed is missed by the one after it, the newest by the log', () => {
  expect(codes([one, two, three], [one, two, three])).toStrictEqual([]);
  expect(codes([one, three], [one, two, three])).toStrictEqual(['CHECKPOINT_BEFORE_MISSING']);
  expect(codes([two, three], [one, two, three])).toStrictEqual(['CHECKPOINT_BEFORE_MISSING']);
  expect(codes([one, two], [one, two, three])).toStrictEqual(['CHECKPOINT_GONE']);
  expect(codes([one], [one, two, three])).toStrictEqual(['CHECKPOINT_GONE', 'CHECKPOINT_GONE']);
  expect(codes([], [one, two])).toStrictEqual(['CHECKPOINT_GONE', 'CHECKPOINT_GONE']);
});

test('finds a checkpoint that replaced another, and an empty folder may begin a new chain', () => {
  const other = file(2, digest(file(1, 'e'.repeat(64))));
  expect(codes([one, other, three])).toStrictEqual(['CHECKPOINT_BEFORE_MISSING', 'CHECKPOINT_BEFORE_MISSING']);
  const fork = { ...file(4, digest(two)), name: 'fork.json' };
  expect(codes([one, two, three, fork])).toStrictEqual(['CHECKPOINTS_FORKED']);
  const first = file(5, null);
  expect(codes([first], [one, two, three, first])).toStrictEqual([]);
});

test('does not miss events that two people acknowledged as lost, and continues the chain from the log', () => {
  const isAcknowledged = (lost: string): boolean => [one, two, three].map(digest).includes(lost);
  const recorded = recordedAs([one, two, three]);
  expect(chainFaults([], recorded, isAcknowledged)).toStrictEqual([]);
  expect(endOfChain([], recorded)).toMatchObject({ sequence: 3, digest: digest(three) });
  expect(endOfChain([one, two], recorded)).toMatchObject({ sequence: 3, digest: digest(three) });
  expect(endOfChain([one, two, three], [])).toMatchObject({ sequence: 3, digest: digest(three) });
  expect(endOfChain([], [])).toBeUndefined();
  const four = file(4, digest(three));
  expect(chainFaults([four], recordedAs([one, two, three, four]), isAcknowledged)).toStrictEqual([]);
  expect(codes([four], [one, two, three, four])).toStrictEqual(['CHECKPOINT_BEFORE_MISSING']);
});

test('the next one names the last in the chain', () => {
  expect(lastInChain([])).toBeUndefined();
  expect(lastInChain([one, two, three])?.name).toBe(three.name);
  expect(lastInChain([three, one, two])?.name).toBe(three.name);
});

test('a page of a folder, and the checkpoint of a position, read no other files', async () => {
  const folder = temporaryFolder();
  for (const position of [9, 20, 100, 3_000])
    writeFileSync(join(folder, `checkpoint-${position}.json`), JSON.stringify({ ...SIGNED, position }));
  writeFileSync(join(folder, 'checkpoint-20-0a1b2c3d.json'), JSON.stringify({ ...SIGNED, position: 20, time: LATER }));
  writeFileSync(join(folder, 'checkpoint-500.json'), 'unreadable');
  const first = await pageAfter({ after: '', limit: 3 }, checkpointsAfter(folder, ''));
  expect(first.items.map(({ name }) => name)).toStrictEqual([
    'checkpoint-9.json',
    'checkpoint-20.json',
    'checkpoint-20-0a1b2c3d.json',
  ]);
  expect(checkpointsOf(folder, 20).map(({ checkpoint: { time } }) => time)).toStrictEqual([SIGNED.time, LATER]);
  expect(checkpointsOf(folder, 21)).toStrictEqual([]);
  rmSync(folder, { recursive: true });
});
