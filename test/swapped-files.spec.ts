/**
 * The files that nothing can make again, where an administrator puts a backup of one beside the -wal of a killed process, or in the place
 * of a file that a process still writes to.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { KeyInMemory } from '#libs/patient-keys/key-file.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import { copyWhileInUse } from '#libs/sqlite/copy.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';
import { decompte } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

interface Open {
  /** Records something that has this number. */
  readonly write: (no: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const TINY = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const KEY = new KeyInMemory();

const STORES: Readonly<Record<string, (path: string) => Open>> = {
  'the log': (path) => {
    const log = new SqliteEventStore(path, { clock: systemClock });
    const type = 'PatientDescribed';
    const event = { type, schemaVersion: 1, effective: '2026-11-29', knownOn: '2026-11-29', data: '{}' };
    return {
      write: (no) => log.append('patient-P1', [{ ...event, id: eventId(type, `${no}`) }], 'any', COMMIT),
      close: () => log.close(),
    };
  },
  'the keys of patients': (path) => {
    const keys = new SqlitePatientKeys(path, KEY);
    return { write: (no) => keys.ensured([`patient/P${no}`]), close: () => keys.close() };
  },
  'the state of deliveries': (path) => {
    const deliveries = new SqliteDeliveryStore(path);
    const holder = { name: 'a', isDead: () => false };
    return {
      write: (no) => deliveries.claim(`S${no}`, holder, 0, 1),
      close: () => deliveries.close(),
    };
  },
  'the record of accesses': (path) => {
    const record = new SqliteAccessRecord(path);
    const access = { subject: 's', name: 'n', roles: [], session: 's', address: '/', request: 'r', ids: [], count: 0 };
    const at = COMMIT.recordedAt;
    return {
      write: (no) => record.add([{ ...access, key: `${at} ${no}`, at, kind: 'PATIENT' }]),
      close: () => record.close(),
    };
  },
};

/** Its other files are removed while they are open, and made again. */
const REPLACED_ONLY_AT_REST: typeof STORES = {
  'what people keep in the read store': (path) => {
    const documents = SqliteDocumentStore.open(path);
    return {
      write: async (no) => {
        const { position } = await documents.checkpoint();
        await documents.commit(position, { puts: [[`K${no}`, '{}']], checkpoint: { ...ORIGIN, position: no } });
      },
      close: async () => {
        documents.close();
      },
    };
  },
};

let folder: string;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'a.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Copies the -wal into the file, so that the next transaction begins it again. */
function checkpoint(): void {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA wal_checkpoint(RESTART)');
  db.close();
}

for (const [what, open] of Object.entries({ ...STORES, ...REPLACED_ONLY_AT_REST }))
  test(`${what}: the -wal of a killed process beside a backup is refused, and the backup is not touched`, async () => {
    const store = open(path);
    await store.write(1);
    const backup = join(folder, 'backup.db');
    await copyWhileInUse(path, backup);
    await store.write(2);
    checkpoint();
    await store.write(3);
    mkdirSync(join(folder, 'killed'));
    const killed = join(folder, 'killed', 'a.db');
    copyFileSync(`${path}-wal`, `${killed}-wal`);
    await store.close();
    copyFileSync(backup, killed);
    const opened = async (): Promise<void> => {
      const again = open(killed);
      try {
        await again.write(4);
      } finally {
        await again.close();
      }
    };
    await expect(opened()).rejects.toThrow('STORE_END_OF_ANOTHER');
    expect(readFileSync(killed)).toStrictEqual(readFileSync(backup));
    rmSync(`${killed}-wal`);
    await opened();
  });

for (const [what, open] of Object.entries(STORES))
  test(`${what}: nothing is acknowledged once a backup was put in the place of the open file`, async () => {
    const store = open(path);
    await store.write(1);
    const backup = join(folder, 'backup.db');
    await copyWhileInUse(path, backup);
    renameSync(backup, path);
    await expect(store.write(2)).rejects.toThrow('STORE_REPLACED');
    await store.close();
  });

test('a command names the -wal of another log, and what to do; done so, the command works', async () => {
  const data = join(folder, 'data');
  const log = join(data, 'events.db');
  expect((await decompte(['import', TINY, '--data', data])).status).toBe(0);
  copyFileSync(log, join(folder, 'backup.db'));
  const other = join(folder, 'other.db');
  copyFileSync(log, other);
  path = other;
  const store = STORES['the log']?.(other);
  for (const no of [1, 2]) {
    await store?.write(no);
    checkpoint();
  }
  await store?.write(3);
  copyFileSync(`${other}-wal`, `${log}-wal`);
  await store?.close();
  for (const command of [['todo'], ['audit', 'verify'], ['backup', '--to', join(folder, 'to')]]) {
    const { status, stdout, stderr } = await decompte([...command, '--data', data]);
    expect([status, stdout]).toStrictEqual([1, '']);
    expect(stderr).toContain(`${log}-wal n’est pas la suite de ${log}`);
    expect(stderr).toContain(`mettez de côté ${log}-wal et ${log}-shm`);
  }
  expect(readFileSync(log)).toStrictEqual(readFileSync(join(folder, 'backup.db')));
  rmSync(`${log}-wal`);
  expect((await decompte(['audit', 'verify', '--data', data])).status).toBe(0);
});

test('an audit that has no descriptor left says so, and nothing of the log', async () => {
  const data = join(folder, 'data');
  expect((await decompte(['import', TINY, '--data', data])).status).toBe(0);
  const verify = `
    import { closeSync, openSync } from 'node:fs';
    const { SqliteStoredEvents } = await import('#libs/event-store/sqlite/sqlite-stored-events.ts');
    const stored = new SqliteStoredEvents(${JSON.stringify(join(data, 'events.db'))});
    const opened = [];
    try { for (;;) opened.push(openSync('/dev/null')); } catch {}
    const said = [];
    for (const read of [() => stored.inspect(), () => stored.coverage(), () => stored.events().next()])
      said.push(await read().then(() => 'read', ({ code }) => code));
    for (const one of opened) closeSync(one);
    said.push((await stored.inspect()).length);
    console.log(said.join());`;
  const args = ['--nofile=64', process.execPath, '--import', './scripts/decorators.mjs', '--input-type=module'];
  const { stdout, stderr } = spawnSync('prlimit', [...args, '--eval', verify], { encoding: 'utf8' });
  expect([stdout, stderr]).toStrictEqual(['STORE_FILES_OPEN,STORE_FILES_OPEN,STORE_FILES_OPEN,0\n', '']);
});
