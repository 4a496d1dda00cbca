/** A log that is sealed by the keys beside it: the contract of every log, and the conditions under which a log is sealed. */
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { eventStoreContract } from '#libs/event-store/event-store.contract.ts';
import { SealedEventStore } from '#libs/event-store/sealed/sealed-event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import type { AheadElsewhere } from '#libs/event-store/sealed/sealed-ahead.ts';
import { subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { openLocalKeys } from '#libs/runtime/keys.ts';
import { sealedLog, sealedWith } from '#libs/runtime/sealed-log.ts';
import { openAt } from '#libs/threads/computing.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { describeUnless } from '#test/support/unless.ts';

function placesIn(folder: string) {
  return { store: join(folder, 'keys.db'), file: join(folder, 'patients.key') };
}

function logIn(folder: string): SqliteEventStore {
  return new SqliteEventStore(join(folder, 'events.db'));
}

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  afterAll(stopMongo);

  // With keys as for a log on a server; the contract needs no other server.
  eventStoreContract('a sealed log with its keys in MongoDB', async (clock) => {
    const [folder, server] = [temporaryFolder(), await mongoDatabase()];
    const open = () =>
      sealedLog(new SqliteEventStore(join(folder, 'events.db'), { clock }), {
        ...placesIn(folder),
        server,
      });
    const store = await open();
    return {
      store,
      reopen: open,
      close: async () => {
        await store.close();
        await dropDatabase(server);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});

eventStoreContract('a sealed log in SQLite', async (clock) => {
  const folder = temporaryFolder();
  const path = join(folder, 'events.db');
  const open = () => sealedLog(new SqliteEventStore(path, { clock }), placesIn(folder));
  const store = await open();
  return {
    store,
    reopen: open,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

const FACT = { id: '0'.repeat(32), type: 'A', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data: '{}' };

test('a log with facts in clear stays in clear, and needs no key', async () => {
  const folder = temporaryFolder();
  const plain = logIn(folder);
  await plain.append('patient-1', [FACT], 'none', COMMIT);
  expect(await sealedLog(plain, placesIn(folder))).toBe(plain);
  expect(existsSync(placesIn(folder).file)).toBe(false);
  await plain.close();
  rmSync(folder, { recursive: true });
});

test('keys older than a part of the log do not open that part and make no other key; a destroyed key is another case', async () => {
  const folder = temporaryFolder();
  const { store } = placesIn(folder);
  const sealed = await sealedLog(logIn(folder), placesIn(folder));
  await sealed.append('patient-1', [FACT], 'none', COMMIT);
  await sealed.close();
  copyFileSync(store, `${store}.old`);
  const later = await sealedLog(logIn(folder), placesIn(folder));
  await later.append('patient-2', [{ ...FACT, id: '1'.repeat(32) }], 'none', COMMIT);
  // Other streams: the search by halves finds the newest patient before them.
  for (let i = 0; i < 100; i++) await later.append(`job-${i}`, [FACT], 'none', COMMIT);
  await later.close();
  copyFileSync(store, `${store}.new`);
  for (const wal of ['-wal', '-shm']) rmSync(store + wal, { force: true });
  copyFileSync(`${store}.old`, store);
  const inner = logIn(folder);
  await expect(sealedLog(inner, placesIn(folder))).rejects.toMatchObject({ code: 'KEYS_OLDER' });
  const unguarded = sealedWith(inner, placesIn(folder));
  await expect(async () => {
    for await (const _ of unguarded.read({ after: 0, categories: ['patient'] }));
  }).rejects.toMatchObject({ code: 'KEYS_OLDER' });
  await unguarded.close();

  for (const wal of ['-wal', '-shm']) rmSync(store + wal, { force: true });
  copyFileSync(`${store}.new`, store);
  const whole = await sealedLog(logIn(folder), placesIn(folder));
  await whole.keys?.destroy([whole.keys.referenceOf(subjectOfPatient('2'))], '2026-11-01T00:00:00Z');
  await whole.close();
  const again = await sealedLog(logIn(folder), placesIn(folder));
  const data: string[] = [];
  for await (const batch of again.read({ after: 0, categories: ['patient'] }))
    data.push(...batch.map((event) => event.data));
  expect(data).toStrictEqual(['{}', '']);
  await again.close();
  rmSync(folder, { recursive: true });
});

test('a copy of the keys that lacks the key of somebody in the log makes no second one, in any thread', async () => {
  const folder = temporaryFolder();
  const { store } = placesIn(folder);
  const sealed = await sealedLog(logIn(folder), placesIn(folder));
  // A key made ahead, for a patient without a record when the keys are copied.
  await sealed.keys?.ensured([subjectOfPatient('2')]);
  await sealed.close();
  copyFileSync(store, `${store}.old`);
  const later = await sealedLog(logIn(folder), placesIn(folder));
  await later.append('patient-1', [FACT], 'none', COMMIT);
  await later.append('patient-2', [FACT], 'none', COMMIT);
  await later.close();
  for (const wal of ['-wal', '-shm']) rmSync(store + wal, { force: true });
  copyFileSync(`${store}.old`, store);
  const log = await sealedLog(logIn(folder), placesIn(folder));
  const more = { ...FACT, id: '1'.repeat(32) };
  await log.append('patient-2', [more], 'any', COMMIT);
  const facts = { streams: ['patient-1'], streamOf: Uint32Array.of(0), ids: [more.id], contents: [more] };
  assert.ok(log.sealedElsewhere !== undefined);
  const ahead = await openAt<AheadElsewhere>(log.sealedElsewhere);
  expect(await ahead?.sealed(facts)).toBeUndefined();
  const ofNew = await ahead?.sealed({ ...facts, streams: ['patient-3'] });
  expect(ofNew?.keys).toHaveLength(64);
  ahead?.close();
  const both = ['patient-4', 'patient-1'].map((stream) => ({ stream, event: more }));
  for (const recorded of [log.record(both, COMMIT), log.append('patient-1', [more], 'any', COMMIT)])
    await expect(recorded).rejects.toMatchObject({ code: 'KEYS_OLDER' });
  // Patient 2 had a key made ahead; patient 1 got no second key.
  expect(await log.keys?.status()).toMatchObject({ keys: 2 });
  await log.close();
  rmSync(folder, { recursive: true });
});

test('a sealed log is refused without its keys, with those of another, and if sealing is off', async () => {
  const folder = temporaryFolder();
  const sealed = await sealedLog(logIn(folder), placesIn(folder));
  expect(sealed).toBeInstanceOf(SealedEventStore);
  await sealed.append('patient-1', [FACT], 'none', COMMIT);
  await sealed.close();
  const inner = logIn(folder);
  await expect(sealedLog(inner, undefined)).rejects.toMatchObject({ code: 'KEYS_MISSING' });
  rmSync(placesIn(folder).file);
  await expect(sealedLog(inner, placesIn(folder))).rejects.toMatchObject({ code: 'KEY_FILE_MISSING' });
  new KeyFile(placesIn(folder).file).makeIfMissing();
  await expect(sealedLog(inner, placesIn(folder))).rejects.toMatchObject({ code: 'KEYS_WRAPPED_OTHERWISE' });
  rmSync(placesIn(folder).store);
  await expect(sealedLog(inner, placesIn(folder))).rejects.toMatchObject({ code: 'KEYS_MISSING' });
  await inner.close();
  rmSync(folder, { recursive: true });
});

test('a key file beside the log that others read, and a file that is no key, wrap no key', () => {
  const folder = temporaryFolder();
  const places = placesIn(folder);
  const open = () => openLocalKeys(places).close();
  for (const text of ['', 'cGV1\n', Buffer.alloc(32).toString('base64')]) {
    writeFileSync(places.file, text, { mode: 0o600 });
    expect(open).toThrow(/KEY_FILE_REFUSED/);
    expect(existsSync(places.store)).toBe(false);
  }
  rmSync(places.file);
  void open();
  for (const mode of [0o644, 0o660]) {
    chmodSync(places.file, mode);
    expect(open).toThrow(/KEY_FILE_REFUSED/);
  }
  chmodSync(places.file, 0o640);
  expect(open).not.toThrow();
  rmSync(folder, { recursive: true });
});
