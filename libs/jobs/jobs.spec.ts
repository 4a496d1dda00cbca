/** A silent queue holds up no caller: jobs are in the log. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { type JobQueue, QueueUnreachable } from '#libs/jobs/job-queue.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { metaOf } from '#test/support/experiment.ts';

const silent = new Promise<never>(() => undefined);
const QUIET = { ring: () => silent, progress: () => silent, cancel: () => silent } as unknown as JobQueue;

test('a job is asked for, shown and asked to stop while the queue is silent or full; any other fault is thrown', async () => {
  const folder = temporaryFolder();
  const log = new SqliteEventStore(join(folder, 'events.db'));
  const author = { meta: metaOf('Alice'), commit: COMMIT };
  const begun = performance.now();
  const quiet = new Jobs(log, QUIET);
  const job = await quiet.ask('calculate', { from: '2023-Q1' }, author);
  expect(job.status).toBe('PENDING');
  expect(await Promise.all(Array.from({ length: 50 }, () => quiet.progress(job)))).toStrictEqual(
    Array.from({ length: 50 }, () => undefined),
  );
  await quiet.cancel(job.id, { meta: metaOf('Bruno'), commit: COMMIT });
  expect((await quiet.of(job.id))?.status).toBe('CANCEL_REQUESTED');
  // Each of the fifty waits a second for an answer, all at once.
  expect(performance.now() - begun).toBeLessThan(25_000);
  const failing = (error: Error): Jobs =>
    new Jobs(log, { progress: () => Promise.reject(error) } as unknown as JobQueue);
  const full = new QueueUnreachable({ code: 'QUEUE_FULL', data: {} });
  expect(await failing(full).progress(job)).toBeUndefined();
  await expect(failing(new TypeError('a fault')).progress(job)).rejects.toThrow('a fault');
  await log.close();
  rmSync(folder, { recursive: true });
});
