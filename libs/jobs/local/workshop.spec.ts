/** A worker while its store does not answer, as when another process locks the file. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { JobAborted, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue } from '#libs/jobs/local/local-job-queue.ts';
import { type ClaimStore, Workshop } from '#libs/jobs/local/workshop.ts';
import { unexpected } from '#test/support/unexpected.ts';

const OPTIONS: WorkOptions = {
  worker: 'worker-1',
  concurrency: 1,
  attempts: 3,
  backoffMs: () => 10,
  leaseMs: 400,
  onFailure: () => undefined,
};

let folder: string;
let queue: LocalJobQueue;
/** Operations that the store does not answer at the moment. */
let silent: readonly (keyof ClaimStore)[];
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decompte-workshop-'));
  queue = new LocalJobQueue(join(folder, 'jobs.db'), { now: Date.now, pollMs: 20, onError: unexpected });
  silent = [];
  errors = [];
});

afterEach(async () => {
  await queue.close();
  rmSync(folder, { recursive: true, force: true });
});

function workshop(run: RunJob, options: Partial<WorkOptions> = {}): Workshop {
  const store = new Proxy<ClaimStore>(queue, {
    get: (target, name: keyof ClaimStore) => {
      if (silent.includes(name))
        return () => {
          throw new Error(`${name}: database is locked`);
        };
      return (target[name] as (...given: unknown[]) => unknown).bind(target);
    },
  });
  return new Workshop(
    store,
    run,
    { ...OPTIONS, ...options },
    { pollMs: 20, onError: ({ message }) => void errors.push(message.split(':')[0] ?? '') },
  );
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await pause(10);
  }
  assert.fail('it never came to hold');
}

const gone = async (): Promise<boolean> => (await queue.progress('a')) === undefined;

test('polls again after a store that did not answer', async () => {
  const ran: string[] = [];
  silent = ['claim'];
  const working = workshop(async (id) => void ran.push(id));
  await queue.ring('a', 'calculate');
  await until(() => errors.length > 2);
  expect(ran).toStrictEqual([]);
  silent = [];
  await until(gone);
  expect(ran).toStrictEqual(['a']);
  await working.stop(1_000);
});

test('continues a job while the store takes no signs of life and no progress, and does it once', async () => {
  const ran: string[] = [];
  const failures: unknown[] = [];
  const working = workshop(
    async (id, { progress, signal }) => {
      ran.push(id);
      silent = ['keep', 'report'];
      progress('acts', 1, 2);
      await until(() => errors.filter((name) => name === 'keep').length >= 2);
      silent = [];
      signal.throwIfAborted();
    },
    { onFailure: (_, error) => void failures.push(error) },
  );
  await queue.ring('a', 'calculate');
  await until(gone);
  expect([ran, failures]).toStrictEqual([['a'], []]);
  expect(errors).toContain('report');
  await working.stop(1_000);
});

test('keeps a success until the store takes it, without a failed attempt', async () => {
  const ran: string[] = [];
  const failures: unknown[] = [];
  silent = ['finish'];
  const working = workshop(async (id) => void ran.push(id), { onFailure: (_, error) => void failures.push(error) });
  await queue.ring('a', 'calculate');
  // Longer than the lease, which it keeps renewing.
  await pause(3 * OPTIONS.leaseMs);
  expect([ran, await gone()]).toStrictEqual([['a'], false]);
  silent = [];
  await until(gone);
  expect([ran, failures]).toStrictEqual([['a'], []]);
  expect(errors.length).toBeGreaterThan(2);
  await working.stop(1_000);
});

test('schedules the next attempt of a failed job once the store answers', async () => {
  const attempts: number[] = [];
  silent = ['delay'];
  const working = workshop(async (_, { attempt }) => {
    attempts.push(attempt);
    if (attempt < 3) throw new Error('no luck');
  });
  await queue.ring('a', 'calculate');
  await until(() => errors.length > 2);
  expect(attempts).toStrictEqual([1]);
  silent = [];
  await until(gone);
  expect(attempts).toStrictEqual([1, 2, 3]);
  await working.stop(1_000);
});

test('stops although its store does not answer; its lease lapses, and another worker continues', async () => {
  const working = workshop(async (_, { signal }) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    throw signal.reason as JobAborted;
  });
  await queue.ring('a', 'calculate');
  await until(async () => (await queue.progress('a'))?.state === 'running');
  silent = ['handBack', 'keep'];
  await working.stop(10);
  expect(errors).toContain('handBack');
  silent = [];
  const ran: string[] = [];
  const other = workshop(async (id) => void ran.push(id), { worker: 'worker-2' });
  await until(gone);
  expect(ran).toStrictEqual(['a']);
  await other.stop(1_000);
});
