/** How long files wait: those of an import until it has ended, a bundle for a week, interrupted ones for a day, or until a patient is erased. */
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { CommandMeta } from '#libs/event-store/author.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { endJob, requestJob } from '#libs/jobs/job/jobs.ts';
import { sweepUploads } from '#libs/runtime/uploads.ts';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const HOUR = 3_600_000;
const folder = temporaryFolder();
const log = new SqliteEventStore(join(folder, 'events.db'), { clock: () => new Date().toISOString() });
const uploads = new FolderUploads(join(folder, 'uploads'));
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A job with stored files; `endedAt`: an instant. */
async function job(kind: string, endedAt?: string): Promise<string> {
  const meta: CommandMeta = metaOf('Alice');
  const id = await requestJob(log, { kind, request: {} }, meta, COMMIT);
  if (endedAt !== undefined)
    await endJob(log, id, { type: 'succeed', result: {} }, { ...metaOf('worker'), at: endedAt }, COMMIT);
  mkdirSync(join(folder, 'uploads', id), { recursive: true });
  return id;
}

async function keptAfter(hours: number): Promise<readonly string[]> {
  await sweepUploads(uploads, log, Date.parse('2026-11-02T00:00:00.000Z') + hours * HOUR);
  return readdirSync(join(folder, 'uploads')).toSorted();
}

test('removes the files of an import that has ended, and a bundle a week later', async () => {
  const ended = '2026-11-02T00:00:00.000Z';
  const [open, bundle] = [await job('import'), await job('bundle', ended)];
  await job('import', ended);
  const both = [open, bundle].toSorted();
  expect(await keptAfter(1)).toStrictEqual(both);
  expect(await keptAfter(7 * 24)).toStrictEqual(both);
  expect(await keptAfter(7 * 24 + 1)).toStrictEqual([open]);
});

/** Records the end of an erasure, now. */
async function erased(id: string): Promise<void> {
  const completed = { type: 'ErasureCompleted', schemaVersion: 1, effective: '1', knownOn: '2026-11-28', data: '{}' };
  const commit = { ...COMMIT, recordedAt: new Date().toISOString() };
  await log.append(`erasure-${id}`, [{ id: id.repeat(32), ...completed }], 'none', commit);
}

test('removes a bundle that was made before a patient was erased', async () => {
  const bundle = await job('bundle', '2026-11-01T00:00:00.000Z');
  expect(await keptAfter(1)).toContain(bundle);
  await erased('1');
  expect(await keptAfter(1)).not.toContain(bundle);
  // A job that was requested before, and was being done meanwhile.
  const meanwhile = await job('bundle', new Date(Date.now() + HOUR).toISOString());
  expect(await keptAfter(1)).not.toContain(meanwhile);
});

test('removes an upload that was cut off before a patient was erased, and leaves one that still comes in', async () => {
  const MINUTE = HOUR / 60;
  const erasedMs = Date.now();
  await erased('2');
  /** Its folder is older than its last file. */
  const incoming = async (lastMs: number): Promise<string> => {
    const path = await uploads.incoming();
    writeFileSync(join(path, 'acts.csv'), 'act_id');
    utimesSync(join(path, 'acts.csv'), lastMs / 1_000, lastMs / 1_000);
    utimesSync(path, (erasedMs - 2 * HOUR) / 1_000, (erasedMs - 2 * HOUR) / 1_000);
    return basename(path);
  };
  const cutOff = await incoming(erasedMs - MINUTE);
  const comesIn = await incoming(erasedMs + MINUTE);
  const left = async (ms: number): Promise<readonly string[]> => {
    await sweepUploads(uploads, log, ms);
    return readdirSync(join(folder, 'uploads')).filter((name) => [cutOff, comesIn].includes(name));
  };
  expect(await left(erasedMs + 8 * MINUTE)).toHaveLength(2);
  expect(await left(erasedMs + 12 * MINUTE)).toStrictEqual([comesIn]);
  expect(await left(erasedMs + 24 * HOUR)).toStrictEqual([comesIn]);
  expect(await left(erasedMs + 25 * HOUR)).toStrictEqual([]);
});
