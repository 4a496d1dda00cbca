/** A process that starts while a store is locked waits for it instead of ending with a stack. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { StoreDamaged, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';
import { EnvironmentRefused } from '#libs/runtime/environment.ts';
import { checkLog, endingOf, whenAvailable } from '#libs/runtime/start.ts';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { BUSY_MS } from '#libs/sqlite/database.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { systemClock } from '#test/support/system-clock.ts';

const folder = temporaryFolder();
const logger = pino({ level: 'silent' });
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('asks again for a store that is locked or away, and gives any other error', async () => {
  let asked = 0;
  const locked = new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
  const opened = whenAvailable(() => (++asked < 3 ? Promise.reject(locked) : Promise.resolve('open')), logger);
  expect(await opened).toBe('open');
  expect(asked).toBe(3);
  const broken = new Error('another fault');
  await expect(whenAvailable(() => Promise.reject(broken), logger)).rejects.toBe(broken);
});

test('ends with a sentence if keys or a store cannot be used, and as a fault of the program otherwise', () => {
  const keys = new KeysUnusable({ code: 'KEYS_MISSING', data: { path: '/data/keys.db' } });
  const damaged = new StoreDamaged({ code: 'STORE_DAMAGED', data: { reason: 'a page' } });
  for (const error of [keys, damaged]) expect(endingOf(error)?.status).toBe(1);
  expect(endingOf(keys)?.sentence).toMatch(/leurs clés ne sont pas là : remettez .*keys\.db/);
  expect(endingOf(new EnvironmentRefused(['PORT']))?.status).toBe(2);
  expect(endingOf(new TypeError('a fault'))).toBeUndefined();
});

test('opens stores that are there while another process holds their locks', async () => {
  await (await openStoresAt(storePaths(folder, {}), systemClock)).close();
  const locks = ['events.db', 'read/catalogue.db'].map((file) => new DatabaseSync(join(folder, file)));
  for (const lock of locks) lock.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  const stores = await openStoresAt(storePaths(folder, {}), systemClock);
  // Less than the time to wait for a lock.
  expect(performance.now() - begun).toBeLessThan(BUSY_MS);
  expect(await stores.log.end()).toBe(0);
  for (const lock of locks) lock.close();
  await stores.close();
});

test('a service over an empty log says so, with its place: its disk may not be there', async () => {
  const paths = storePaths(join(folder, 'not-mounted'), {});
  const stores = await openStoresAt(paths, systemClock);
  const lines: string[] = [];
  const heard = pino({}, { write: (line: string) => lines.push(line) });
  await checkLog({ stores: paths, audit: { checkpoints: undefined, key: undefined, publicKeys: [] } }, stores, heard);
  await stores.close();
  expect(lines).toStrictEqual([expect.stringContaining(`"log":"${paths.logPath}","msg":"the log is empty`)]);
});
