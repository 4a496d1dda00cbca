/** What waits of the files received is listed by itself: of years of files, most of which were mended, only that is read. */
import { afterAll, expect, test } from '@jest/globals';
import type { NewEvent } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { CANONICAL } from '#libs/csv/dialect.ts';
import { waitingRowsAfter } from '#libs/intake/import/documents.ts';
import { IMPORT_EVENTS, type ImportEvent } from '#libs/intake/import/events.ts';
import { importStream } from '#libs/intake/import/import-stream.ts';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { openFiles } from '#libs/week/file-tasks.ts';
import { COMMIT } from '#test/support/commit.ts';
import { withOwn } from '#test/support/with-own.ts';

const FILE = 'acts.csv';
const log = new SqliteEventStore(':memory:');
let said = 0;
afterAll(() => log.close());

type Data<Type extends ImportEvent['type']> = Omit<Extract<ImportEvent, { type: Type }>['data'], 'file' | 'sha256'>;

/** Appends an event of the file of a day. */
async function says<Type extends ImportEvent['type']>(day: number, type: Type, data: Data<Type>): Promise<void> {
  const identity = { file: FILE, sha256: String(day) };
  const written = { type, effective: '2026', data: { ...identity, ...data } } as unknown as ImportEvent;
  const { schemaVersion, json } = IMPORT_EVENTS.write(written);
  const id = String(said++).padStart(32, '0');
  const event: NewEvent = {
    id,
    type,
    schemaVersion,
    effective: '2026',
    knownOn: '2026-01-01',
    data: JSON.stringify(json),
  };
  await log.append(importStream(identity), [event], 'any', COMMIT);
}

const ROW = { line: 2, code: 'UNKNOWN', message: 'inconnu', row: 'a,b', fields: ['a', 'b'] };
const LINES = [{ from: 2, to: 2 }];

/** `read`: how many documents. */
async function documents(): Promise<{ readonly documents: Documents; readonly read: () => number }> {
  const all = await foldedFromLog(log).upToDate(IMPORTS, log);
  let read = 0;
  const scan: Documents['scan'] = async function* (...asked) {
    for await (const batch of all.scan(...asked)) {
      read += batch.length;
      yield batch;
    }
  };
  return { documents: withOwn<Documents>(all, { scan }), read: () => read };
}

async function waiting() {
  const { documents: counted, read } = await documents();
  const rows: string[] = [];
  for await (const batch of waitingRowsAfter(counted, { after: '', file: FILE }))
    rows.push(...batch.map(([, row]) => row.sha256));
  const projections = { documents: async () => counted } as unknown as Parameters<typeof openFiles>[0]['projections'];
  const files = (await openFiles({ log, projections })).map(({ sha256 }) => sha256).sort();
  return { rows, files, read: read() };
}

test('rows and files that no longer wait are not read', async () => {
  for (let day = 1; day <= 100; day++) {
    await says(day, 'FileBegun', {});
    await says(day, 'RowSetAside', ROW);
    await says(day, 'FileRecorded', { rows: 10, setAside: 1, dialect: CANONICAL });
  }
  for (let day = 1; day <= 98; day++)
    if (day % 2 === 0) await says(day, 'SetAsideDismissed', { lines: LINES, reason: 'sans suite' });
    else await says(day, 'SetAsideRowsMended', { lines: LINES, by: 'import-0' });
  const { read, ...found } = await waiting();
  expect(found).toStrictEqual({ rows: ['100', '99'], files: [] });
  // The two rows, and the last file of that name.
  expect(read).toBe(3);
});

test('a row that is recorded after it no longer waits stays so', async () => {
  await says(3, 'SetAsideRowRecorded', { line: 2 });
  await says(99, 'SetAsideRowRecorded', { line: 2 });
  expect((await waiting()).rows).toStrictEqual(['100']);
});

test('a refused file waits until a later one of its name is read, or a person dismisses it, also if it is refused again', async () => {
  await says(101, 'FileRefused', { reason: 'colonnes' });
  await says(102, 'FileBegun', {});
  expect((await waiting()).files).toStrictEqual(['101', '102']);
  await says(101, 'SetAsideDismissed', { lines: [], reason: 'sans suite' });
  await says(101, 'FileRefused', { reason: 'autre chose' });
  expect((await waiting()).files).toStrictEqual(['102']);
  await says(103, 'FileRecorded', { rows: 1, setAside: 0, dialect: CANONICAL });
  expect((await waiting()).files).toStrictEqual([]);
});
