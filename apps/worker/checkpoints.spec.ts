/** When a worker has a checkpoint signed without being asked. */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeKeyPair, signCheckpoint, writeCheckpoint } from '#libs/audit/checkpoint.ts';
import { CheckpointKeeper, dueCheckpoint } from '#apps/worker/checkpoints.ts';
import { FIRST } from '#test/support/audited-log.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

const AT = '2026-11-28T10:30:00.000Z';
const newest = { position: 100, time: '2026-11-27T10:45:00.000Z' };

test('one is due if none exists, if the newest is old, and after a release; none if it is switched off', () => {
  const looked = { newest, released: 0, end: 120, at: AT };
  expect(dueCheckpoint({ ...looked, newest: undefined }, 24)).toBe('checkpoint 2026-11-28T10');
  expect(dueCheckpoint(looked, 24)).toBeUndefined();
  expect(dueCheckpoint({ ...looked, at: '2026-11-28T10:45:00.000Z' }, 24)).toBe('checkpoint 2026-11-28T10');
  expect(dueCheckpoint({ ...looked, released: 110 }, 24)).toBe('checkpoint after 110 2026-11-28T10');
  expect(dueCheckpoint({ ...looked, released: 90 }, 24)).toBeUndefined();
  expect(dueCheckpoint({ ...looked, newest: undefined, released: 110 }, 0)).toBeUndefined();
  expect(dueCheckpoint({ ...looked, newest: undefined, end: 0 }, 24)).toBeUndefined();
  expect(dueCheckpoint({ ...looked, end: 100, at: '2026-12-28T10:45:00.000Z' }, 24)).toBeUndefined();
});

const product = new Product();
afterAll(() => product.close());

test('a release asks for one job, and a signature made elsewhere is recorded once', async () => {
  const { log, folder } = product;
  const checkpoints = join(folder, 'checkpoints');
  mkdirSync(checkpoints);
  const append = async (stream: string, type: string): Promise<number> => {
    const position = (await log.end()) + 1;
    const event = {
      id: String(position).padStart(32, '0'),
      type,
      schemaVersion: 1,
      effective: '',
      knownOn: '',
      data: '{}',
    };
    await log.append(stream, [event], 'any', COMMIT);
    return position;
  };
  const asked: string[] = [];
  const keeper = new CheckpointKeeper({
    log,
    jobs: {
      ask: async (kind, _, { meta }) => {
        asked.push(`${kind} ${meta.key}`);
        return {} as never;
      },
    },
    audit: { checkpoints, key: 'key.pem', publicKeys: [] },
    hours: 24,
    now: () => AT,
  });
  const signed = async (): Promise<void> => {
    const position = await log.end();
    const what = { position, link: (await log.linkAt(position)) ?? '', root: '0'.repeat(64), time: AT, ...FIRST };
    writeCheckpoint(checkpoints, signCheckpoint(what, createPrivateKey(makeKeyPair().privatePem)));
  };
  await append('talk-1', 'Said');
  await signed();
  await keeper.look();
  await keeper.look();
  expect(asked).toStrictEqual([]);
  expect((await log.readStream('checkpoints')).map(({ type }) => type)).toStrictEqual(['CheckpointSigned']);
  const released = await append('payment-ledger', 'PaymentRunReleased');
  await keeper.look();
  expect(asked).toStrictEqual([`checkpoint checkpoint after ${released} 2026-11-28T10`]);
  await signed();
  await keeper.look();
  expect(asked).toHaveLength(1);
  expect(await log.readStream('checkpoints')).toHaveLength(2);
  // There are thousands in a few years: those that were recorded are not read again.
  const [oldest = ''] = readdirSync(checkpoints).sort();
  writeFileSync(join(checkpoints, oldest), 'unreadable');
  await append('talk-1', 'Said');
  await signed();
  await keeper.look();
  expect(await log.readStream('checkpoints')).toHaveLength(3);
});
