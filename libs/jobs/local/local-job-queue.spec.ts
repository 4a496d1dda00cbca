/** The queue of jobs on one machine: the contract of a job queue, workers that fall silent, and a queue that is locked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { jobQueueContract } from '#libs/jobs/job-queue.contract.ts';
import { type JobAborted, QueueUnreachable, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue } from '#libs/jobs/local/local-job-queue.ts';
import { unexpected } from '#test/support/unexpected.ts';

function openIn(folder: string, now: () => number = Date.now): LocalJobQueue {
  return new LocalJobQueue(join(folder, 'jobs.db'), { now, pollMs: 20, onError: unexpected });
}

jobQueueContract('local job queue', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-jobs-'));
  const queue = openIn(folder);
  return {
    queue,
    url: `local:${join(folder, 'jobs.db')}`,
    name: 'jobs',
    reopen: async () => openIn(folder),
    empty: async () => {
      const db = new DatabaseSync(join(folder, 'jobs.db'));
      db.exec('DELETE FROM rung');
      db.close();
    },
    close: async () => {
      await queue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

test('a silent worker loses its job: another one continues, and the first is aborted with lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-jobs-'));
  let ahead = 0;
  const first = openIn(folder);
  const second = openIn(folder, () => Date.now() + ahead);
  const options = (worker: string): WorkOptions => ({
    worker,
    concurrency: 1,
    attempts: 3,
    backoffMs: () => 10,
    leaseMs: 2_000,
    onFailure: () => undefined,
  });
  const told = new Promise<string>((resolve) => {
    void first.work(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            resolve((signal.reason as JobAborted).why);
            reject(signal.reason as JobAborted);
          });
        }),
      options('worker-1'),
    );
  });
  await first.ring('a', 'calculate');
  while ((await second.progress('a'))?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, 10));
  const attempts: number[] = [];
  expect((await second.progress('a'))?.worker).toBe('worker-1');
  // For the second process the lease is over, as if its neighbour had died a while ago.
  ahead = 10_000;
  const { state, worker } = (await second.progress('a')) ?? {};
  expect([state, worker]).toStrictEqual(['waiting', undefined]);
  const working = await second.work(async (_, { attempt }) => void attempts.push(attempt), options('worker-2'));
  expect(await told).toBe('lost');
  await working.stop(1_000);
  expect(attempts).toStrictEqual([2]);
  expect(await second.progress('a')).toBeUndefined();
  await first.close();
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the clock goes back by a day: the job of a dead worker goes to another, and a delayed one begins', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-jobs-'));
  let now = Date.now() + 86_400_000;
  const queue = openIn(folder, () => now);
  for (const id of ['dead', 'delayed']) await queue.ring(id, 'calculate');
  queue.claim('worker-1', 30_000);
  const delayed = queue.claim('worker-1', 30_000);
  if (delayed === undefined) throw new RangeError('nothing was claimed');
  queue.delay(delayed, 16_000);
  expect(queue.claim('worker-2', 30_000)).toBeUndefined();
  now -= 86_400_000;
  expect((await queue.progress('dead'))?.state).toBe('waiting');
  expect([queue.claim('worker-2', 30_000)?.id, queue.claim('worker-2', 30_000)?.id]).toStrictEqual(['dead', 'delayed']);
  expect(queue.claim('worker-2', 30_000)).toBeUndefined();
  await queue.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a locked queue throws QueueUnreachable soon, and works after the lock ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-jobs-'));
  const errors: string[] = [];
  const path = join(folder, 'jobs.db');
  const queue = new LocalJobQueue(path, { now: Date.now, pollMs: 20, onError: ({ message }) => errors.push(message) });
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  await expect(queue.ring('a', 'calculate')).rejects.toThrow(QueueUnreachable);
  await expect(queue.cancel('a')).rejects.toThrow(QueueUnreachable);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(errors).toStrictEqual(['STORE_LOCKED {}', 'STORE_LOCKED {}']);
  expect(await queue.depth()).toStrictEqual({ waiting: 0, delayed: 0, running: 0 });
  other.exec('COMMIT');
  other.close();
  await queue.ring('a', 'calculate');
  expect((await queue.progress('a'))?.state).toBe('waiting');
  await queue.close();
  rmSync(folder, { recursive: true, force: true });
});
