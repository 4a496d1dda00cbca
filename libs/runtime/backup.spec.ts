/** Keys are copied unless the two logs have the same store of keys; a log and keys that are copied fit each other. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { copyKeysAfter, copyStores, isSameStore } from '#libs/runtime/backup.ts';
import { openKeys } from '#libs/runtime/keys.ts';
import { openLogAt, storePaths } from '#libs/runtime/stores.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { epochIn, wrappedByIn } from '#libs/patient-keys/sqlite/epoch-in.ts';
import { COMMIT } from '#test/support/commit.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FILE = { store: '/data/keys.db', file: '/data/patients.key' };
const SERVER = { ...FILE, server: 'mongodb://a/keys' };

test.each([
  ['the same file', FILE, FILE, true],
  ['another file', FILE, { ...FILE, store: '/copy/keys.db' }, false],
  ['the same server, with another file beside the log', SERVER, { ...SERVER, store: '/copy/keys.db' }, true],
  ['another server', SERVER, { ...SERVER, server: 'mongodb://b/keys' }, false],
  ['a file where a log on a server would have one', SERVER, FILE, false],
  ['a server in place of that file', FILE, SERVER, false],
])('%s', (_, one, other, same) => {
  expect(isSameStore(one, other)).toBe(same);
});

test('a patient erased during a backup is erased in it, with what is kept of him', async () => {
  const folder = temporaryFolder();
  const [from, to] = [storePaths(join(folder, 'data'), {}), storePaths(join(folder, 'copy'), {})];
  const log = await openLogAt(from, systemClock);
  const type = 'PatientDescribed';
  // More pages than are copied at a time, so that something may come in between.
  const data = JSON.stringify({ text: 'x'.repeat(11_000_000) });
  const event = { id: eventId(type, ''), type, schemaVersion: 1, effective: '2026-11-29', knownOn: '2026-11-29', data };
  await log.append('patient-P1', [event], 'any', COMMIT);
  const reference = log.keys?.referenceOf('patient/P1') ?? '';
  let pauses = 0;
  await copyStores(from, to, () => {
    if (++pauses > 1) return;
    const keys = new DatabaseSync(from.keys?.store ?? '');
    keys.exec(`DELETE FROM keys WHERE reference = x'${reference}'; UPDATE installation SET destroyed = destroyed + 1`);
    keys.close();
  });
  // One in each copy of the log.
  expect(pauses).toBe(2);
  expect(epochIn(to.keys?.store ?? '')).toBe(1);
  await log.close();
  rmSync(folder, { recursive: true });
});

test('keys that are rotated during a backup are copied again: no key would open the copy', async () => {
  const folder = temporaryFolder();
  const [from, to] = [storePaths(join(folder, 'data'), {}), storePaths(join(folder, 'copy'), {})];
  const log = await openLogAt(from, systemClock);
  const [store, target] = [from.keys?.store ?? '', to.keys?.store ?? ''];
  const inKeys = (sql: string): void => {
    const keys = new DatabaseSync(store);
    keys.exec(sql);
    keys.close();
  };
  // More pages than are copied at a time, so that something may come in between.
  inKeys('CREATE TABLE filler AS SELECT zeroblob(11000000)');
  let isRotated = false;
  await copyStores(from, to, () => {
    if (isRotated || !existsSync(`${target}.en-cours`)) return;
    isRotated = true;
    inKeys("UPDATE installation SET wrapped_by = 'another'");
  });
  expect([isRotated, wrappedByIn(target)]).toStrictEqual([true, 'another']);
  await log.close();
  rmSync(folder, { recursive: true });
});

test('a log carried over while a key is destroyed is carried over again', async () => {
  const folder = temporaryFolder();
  const [from, to] = [storePaths(join(folder, 'data'), {}), storePaths(join(folder, 'copy'), {})];
  makeFolder(join(folder, 'data'));
  const keys = await openKeys(from.keys ?? assert.fail());
  await keys.ensured(['patient/P1']);
  const copyLog = (): Promise<void> => keys.destroy([keys.referenceOf('patient/P1')], COMMIT.recordedAt);
  await expect(copyKeysAfter(from, to, copyLog)).rejects.toThrow('STORE_BUSY');
  expect(await copyKeysAfter(from, to, async () => 'copied')).toBe('copied');
  expect(epochIn(to.keys?.store ?? '')).toBe(1);
  await keys.close();
  rmSync(folder, { recursive: true });
});

test('the keys of another installation are never replaced, nor a wrapping key that is alone', async () => {
  const folder = temporaryFolder();
  const places = (name: string) => storePaths(join(folder, name), {});
  for (const name of ['from', 'other']) {
    makeFolder(join(folder, name));
    const keys = await openKeys(places(name).keys ?? assert.fail());
    await keys.ensured([`patient/${name}`]);
    await keys.close();
  }
  const copyTo = (name: string) => copyKeysAfter(places('from'), places(name), async () => 'copied');
  const bytes = (name: string) => ['keys.db', 'patients.key'].map((file) => readFileSync(join(folder, name, file)));
  const before = bytes('other');
  await expect(copyTo('other')).rejects.toThrow('KEYS_THERE_OF_ANOTHER');
  expect(bytes('other')).toStrictEqual(before);
  rmSync(join(folder, 'other', 'keys.db'));
  await expect(copyTo('other')).rejects.toThrow('KEYS_THERE_OF_ANOTHER');
  expect(readFileSync(join(folder, 'other', 'patients.key'))).toStrictEqual(before[1]);
  // The same copy again.
  for (const _ of [1, 2]) expect(await copyTo('copy')).toBe('copied');
  expect(readFileSync(join(folder, 'copy', 'patients.key'))).toStrictEqual(bytes('from')[1]);
  rmSync(folder, { recursive: true });
});
