/** A checkpoint is signed while others write: what comes after it is not accused, and one process signs at a time. */
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeKeyPair, readCheckpoints } from '#libs/audit/checkpoint.ts';
import { CheckpointTimes } from '#libs/audit/rules/checkpoint-times.ts';
import { signLatest, timeOfSigning } from '#libs/audit/sign-latest.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { LOCK_FILE, whileAlone } from '#libs/runtime/alone.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const [BEGUN, LATER] = ['2026-11-28T10:00:00.000Z', '2026-11-28T10:00:30.000Z'];

/** Appends an event whose command took its time at an instant. */
async function record(log: SqliteEventStore, nth: number, recordedAt: string): Promise<void> {
  const event = { type: 'Noted', schemaVersion: 1, effective: '2026-11-28', knownOn: '2026-11-28', data: '{}' };
  await log.append('notes', [{ ...event, id: String(nth).padStart(32, '0') }], 'any', { ...COMMIT, recordedAt });
}

test.each([
  ['is written to', BEGUN],
  ['was still for days', '2026-11-20T10:00:00.000Z'],
])(
  'in a log that %s, what a command records that began before the signature is not accused of a false time',
  async (_, before) => {
    const folder = temporaryFolder();
    const path = join(folder, 'events.db');
    const log = new SqliteEventStore(path, { clock: () => LATER });
    await record(log, 1, before);
    const stored = new SqliteStoredEvents(path);
    const signing = { stored, folder: join(folder, 'checkpoints'), key: createPrivateKey(makeKeyPair().privatePem) };
    const signed = await signLatest({ ...signing, now: () => LATER });
    assert.equal(signed.status, 'signed');
    // A bulk approval: each of its events has the time at which it began.
    await record(log, 2, BEGUN);
    const times = new CheckpointTimes(readCheckpoints(signing.folder));
    for await (const batch of stored.events()) for (const event of batch) times.take(event);
    expect(times.impossible).toStrictEqual([]);
    await stored.close();
    await log.close();
  },
);

test.each([
  ['of a log that is written to: its last event', '2026-11-28T09:30:00.000Z', undefined, '2026-11-28T09:30:00.000Z'],
  [
    'of a log that was still for long: an hour before',
    '2026-11-28T08:00:00.000Z',
    undefined,
    '2026-11-28T09:00:00.000Z',
  ],
  [
    'by a key that took over since: not before it',
    '2026-11-28T09:30:00.000Z',
    '2026-11-28T09:59:00.000Z',
    '2026-11-28T09:59:00.000Z',
  ],
  ['with a clock behind the log: the clock', LATER, undefined, BEGUN],
])('the time of a checkpoint %s', (_, recordedAt, since, time) => {
  expect(timeOfSigning({ begunAt: BEGUN, recordedAt, since })).toBe(time);
});

test('a second signer at the same time signs nothing: two checkpoints would follow the same one', async () => {
  const folder = temporaryFolder();
  const [data, checkpoints, keyFile] = ['data', 'checkpoints', 'key.pem'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [data, checkpoints]) mkdirSync(one);
  const log = new SqliteEventStore(join(data, 'events.db'), { clock: () => LATER });
  await record(log, 1, BEGUN);
  await log.close();
  writeFileSync(keyFile, makeKeyPair().privatePem, { mode: 0o600 });
  const second = await whileAlone(join(checkpoints, LOCK_FILE), () =>
    decompteHere(['audit', 'checkpoint', '--key', keyFile, '--to', checkpoints, '--data', data]),
  );
  expect(second.stderr).toMatch(/une autre commande écrit dans .*checkpoints/);
  expect(second.status).toBe(2);
  expect(readdirSync(checkpoints)).toStrictEqual([]);
});
