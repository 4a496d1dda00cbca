/** A worker runs the jobs that are waiting, records the result of each once, and retries or cancels it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { JOBS, type JobOrder, jobsAfter } from '#libs/jobs/job/job-list.ts';
import { type Job, isOpenJob } from '#libs/jobs/job/state.ts';
import { cancelJob, endJob, jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import type { JobContext } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue } from '#libs/jobs/local/local-job-queue.ts';
import { type JobHandler, type Runner, type RunnerSettings, runJobs } from '#libs/jobs/run-jobs.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { countedReads } from '#test/support/counted-reads.ts';
import { unexpected } from '#test/support/unexpected.ts';

const AT = '2026-11-01T08:00:00.000Z';
const COMMIT: Commit = { recordedAt: AT, actor: 'Alice', correlation: 'k', causation: 'test' };

function meta(key: string): CommandMeta {
  return { by: { name: 'Alice', assurance: 'verified', osUser: '' }, key, at: AT };
}

let folder: string;
let log: SqliteEventStore;
let queue: LocalJobQueue;
const runners: Runner[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decompte-jobs-'));
  log = new SqliteEventStore(join(folder, 'events.db'));
  queue = new LocalJobQueue(join(folder, 'jobs.db'), { now: () => Date.now(), pollMs: 20, onError: unexpected });
});

afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop(1_000);
  await queue.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(handlers: Record<string, JobHandler>, more: Partial<RunnerSettings> = {}): Promise<void> {
  runners.push(
    await runJobs({
      log,
      queue,
      handlers,
      worker: 'worker-1',
      concurrency: 1,
      attempts: 2,
      backoffMs: () => 10,
      leaseMs: 5_000,
      lookMs: 30,
      now: () => AT,
      refusalOf: (error) => (error instanceof DomainError ? 'les règles refusent' : undefined),
      isAway: (error) => error instanceof StoreUnavailable,
      patienceMs: 60_000,
      awayPauseMs: 10,
      sentenceOf,
      onFailure: () => undefined,
      onLookFailed: (error) => {
        throw error;
      },
      ...more,
    }),
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail('it never came to hold');
}

const REFUSAL = new DomainError('refused', { code: 'NO', data: {} });

interface Ended {
  readonly status: Job['status'];
  readonly result: unknown;
  readonly error: string | undefined;
}

function endOf(job: Job): Ended {
  return {
    status: job.status,
    result: job.status === 'SUCCEEDED' ? job.result : undefined,
    error: job.status === 'FAILED' ? job.error : undefined,
  };
}

async function ended(id: string): Promise<Ended> {
  for (let i = 0; i < 300; i++) {
    const job = await jobOf(log, id);
    if (job !== undefined && !isOpenJob(job)) return endOf(job);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new assert.AssertionError({ message: `job ${id} never ended` });
}

test('runs a requested job in the name of its author, and records the result; runs no job without a request in the log', async () => {
  await queue.ring('forged', 'add');
  await start({ add: async ({ request, meta: { by } }) => ({ sum: (request as number[])[0], by: by.name }) });
  const id = await requestJob(log, { kind: 'add', request: [7] }, meta('k1'), COMMIT);
  expect((await ended(id)).result).toStrictEqual({ sum: 7, by: 'Alice' });
  expect([await queue.progress('forged'), await jobOf(log, 'forged')]).toStrictEqual([undefined, undefined]);
});

test('a repeated request is the same job, and another request under its key is rejected', async () => {
  let done = 0;
  await start({ add: async () => ++done });
  const id = await requestJob(log, { kind: 'add', request: [7] }, meta('k1'), COMMIT);
  await ended(id);
  expect(await requestJob(log, { kind: 'add', request: [7] }, meta('k1'), COMMIT)).toBe(id);
  await expect(requestJob(log, { kind: 'add', request: [8] }, meta('k1'), COMMIT)).rejects.toMatchObject({
    code: 'KEY_REUSED',
  });
  await queue.ring(id, 'add');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(done).toBe(1);
});

test('a refusal fails the job at once with its sentence; an error fails it after the last attempt', async () => {
  const tried: number[] = [];
  await start({
    refused: () => Promise.reject(REFUSAL),
    broken: async (_, { attempt }: JobContext) => {
      tried.push(attempt);
      throw new Error('a secret of the inside');
    },
  });
  const refused = await requestJob(log, { kind: 'refused', request: null }, meta('k1'), COMMIT);
  const broken = await requestJob(log, { kind: 'broken', request: null }, meta('k2'), COMMIT);
  expect([(await ended(refused)).status, (await ended(refused)).error]).toStrictEqual([
    'FAILED',
    'les règles refusent',
  ]);
  const { status, error } = await ended(broken);
  expect(status).toBe('FAILED');
  expect(error ?? '').not.toMatch(/secret/);
  expect(tried).toStrictEqual([1, 2]);
});

test('does not begin a job that lost its worker at every attempt', async () => {
  let began = 0;
  const id = await requestJob(log, { kind: 'deadly', request: null }, meta('k1'), COMMIT);
  await queue.ring(id, 'deadly');
  const db = new DatabaseSync(join(folder, 'jobs.db'));
  db.exec(`UPDATE rung SET state = 'running', attempt = 2, lease_until_ms = 1`);
  db.close();
  await start({ deadly: async () => ++began });
  const { status, error } = await ended(id);
  expect(status).toBe('FAILED');
  expect(error ?? '').toMatch(/arrêté avant la fin/);
  expect(began).toBe(0);
});

test('runs an errand without an event, and leaves an unknown errand to another worker', async () => {
  const done: string[] = [];
  await start({}, { errands: { fetch: async (id) => void done.push(id) }, attempts: 1_000 });
  await queue.ring('fetch:a:1', 'fetch');
  await queue.ring('carry:b', 'carry');
  await until(async () => (await queue.progress('carry:b'))?.state === 'delayed' && done.length > 0);
  expect(done).toStrictEqual(['fetch:a:1']);
  expect(await log.end()).toBe(0);
});

test('a job without a handler fails', async () => {
  await start({});
  const id = await requestJob(log, { kind: 'unheard-of', request: null }, meta('k1'), COMMIT);
  expect((await ended(id)).error ?? '').toMatch(/unheard-of/);
});

test('cancels a running job, and a waiting job before it begins', async () => {
  let began = 0;
  const endless: JobHandler = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      began++;
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  await start({ endless });
  const running = await requestJob(log, { kind: 'endless', request: null }, meta('k1'), COMMIT);
  while (began === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const waiting = await requestJob(log, { kind: 'endless', request: null }, meta('k2'), COMMIT);
  for (const id of [waiting, running]) {
    await cancelJob(log, id, meta(`cancel ${id}`), COMMIT);
    await queue.cancel(id);
  }
  expect((await ended(running)).status).toBe('CANCELLED');
  expect((await ended(waiting)).status).toBe('CANCELLED');
  expect(began).toBe(1);
  await expect(cancelJob(log, running, meta('again'), COMMIT)).rejects.toMatchObject({ code: 'JOB_ENDED' });
});

test('stops a running job also if its queue did not hear of the stop', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<string>();
  await start({
    endless: ({ id }, { signal }) => {
      begin(id);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    },
  });
  const id = await requestJob(log, { kind: 'endless', request: null }, meta('k1'), COMMIT);
  await begun;
  await cancelJob(log, id, meta('cancel'), COMMIT);
  expect((await ended(id)).status).toBe('CANCELLED');
});

for (const [how, attemptsBefore] of [
  ['cancelled', 1],
  ['lost', 2],
] as const)
  test(`a job that is ${how} after what it does was done has done it; one that did not is not said to have`, async () => {
    let began = 0;
    const [done, undone] = [
      await requestJob(log, { kind: 'at-once', request: 'done' }, meta('k1'), COMMIT),
      await requestJob(log, { kind: 'at-once', request: 'undone' }, meta('k2'), COMMIT),
    ];
    for (const id of [done, undone]) {
      await queue.ring(id, 'at-once');
      if (how === 'cancelled') await cancelJob(log, id, meta(`cancel ${id}`), COMMIT);
    }
    const db = new DatabaseSync(join(folder, 'jobs.db'));
    db.exec(`UPDATE rung SET state = 'running', attempt = ${attemptsBefore}, lease_until_ms = 1`);
    db.close();
    let unreadable = how === 'cancelled' ? 2 : 0;
    await start(
      { 'at-once': async () => ++began },
      {
        doneBefore: {
          'at-once': async ({ request }) => {
            if (unreadable-- > 0) throw new Error('the store does not answer');
            return request === 'done' ? { released: 3 } : undefined;
          },
        },
      },
    );
    const [first, second] = [await ended(done), await ended(undone)];
    expect([first.status, first.result]).toStrictEqual(['SUCCEEDED', { released: 3 }]);
    expect(second.status).toBe(how === 'cancelled' ? 'CANCELLED' : 'FAILED');
    expect(began).toBe(0);
  });

test('a late success replaces a recorded failure; a late failure does not replace a success', async () => {
  const { promise: taken, resolve: take } = Promise.withResolvers<string>();
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  await start({
    slow: async ({ id }) => {
      take(id);
      await released;
      return 'done';
    },
  });
  const id = await requestJob(log, { kind: 'slow', request: null }, meta('k1'), COMMIT);
  await taken;
  await endJob(log, id, { type: 'fail', error: 'lost' }, meta('another worker'), COMMIT);
  release(undefined);
  await until(async () => (await jobOf(log, id))?.status === 'SUCCEEDED');
  for (const [key, outcome] of [
    ['late', { type: 'cancelled' }],
    ['later', { type: 'succeed', result: 'otherwise' }],
  ] as const)
    await endJob(log, id, outcome, meta(key), COMMIT);
  const { status, result, error } = await ended(id);
  expect([status, result, error]).toStrictEqual(['SUCCEEDED', 'done', undefined]);
});

test('runs all waiting jobs after the queue was emptied', async () => {
  const ids = [];
  for (const key of ['k1', 'k2', 'k3'])
    ids.push(await requestJob(log, { kind: 'add', request: key }, meta(key), COMMIT));
  for (const id of ids) await queue.ring(id, 'add');
  const db = new DatabaseSync(join(folder, 'jobs.db'));
  db.exec('DELETE FROM rung');
  db.close();
  await start({ add: async ({ request }) => request });
  for (const [i, id] of ids.entries()) expect((await ended(id)).result).toBe(`k${i + 1}`);
});

test('of years of jobs that have ended, a worker that starts reads neither requests nor results', async () => {
  for (let i = 0; i < 60; i++) {
    const id = await requestJob(log, { kind: 'add', request: {} }, meta(`before-${i}`), COMMIT);
    await endJob(log, id, { type: 'succeed', result: i }, meta(`end-${i}`), COMMIT);
  }
  const waiting = await requestJob(log, { kind: 'add', request: {} }, meta('waiting'), COMMIT);
  const counted = countedReads(log);
  await start({ add: async () => 3 }, { log: counted.log });
  await until(async () => (await jobOf(log, waiting))?.status === 'SUCCEEDED');
  expect(counted.taken()).toBeLessThan(20);
});

test('the projection lists jobs by when they were asked for, in either order, live as rebuilt', async () => {
  const readStore = openSqliteReadStore(join(folder, 'read'));
  const listed = async (order: JobOrder = 'oldest'): Promise<(readonly [string, string])[]> => {
    const documents = await readStore.upToDate(JOBS, log);
    const all: [string, string][] = [];
    for await (const batch of jobsAfter(documents, { after: '', order }))
      for (const [, { kind, status }] of batch) all.push([kind, status]);
    return all;
  };
  expect(await listed()).toStrictEqual([]);
  for (const [i, kind] of ['first', 'second'].entries())
    await requestJob(log, { kind, request: null }, { ...meta(kind), at: `2026-11-0${i + 1}T08:00:00.000Z` }, COMMIT);
  expect(await listed()).toStrictEqual([
    ['first', 'PENDING'],
    ['second', 'PENDING'],
  ]);
  await start({ first: async () => 1, second: () => Promise.reject(REFUSAL) });
  await ended(await requestJob(log, { kind: 'first', request: null }, meta('first'), COMMIT));
  await ended(await requestJob(log, { kind: 'second', request: null }, meta('second'), COMMIT));
  const live = await listed();
  expect(live).toStrictEqual([
    ['first', 'SUCCEEDED'],
    ['second', 'FAILED'],
  ]);
  await readStore.rebuild(JOBS, log);
  expect(await listed()).toStrictEqual(live);
  expect(await listed('newest')).toStrictEqual(live.toReversed());
  await readStore.close();
});

test('a job whose request took longer than those already listed is listed after them', async () => {
  const readStore = openSqliteReadStore(join(folder, 'read'));
  const listed = async (after: string): Promise<(readonly [string, string])[]> => {
    const all: [string, string][] = [];
    for await (const batch of jobsAfter(await readStore.upToDate(JOBS, log), { after, order: 'oldest' }))
      for (const [key, { kind }] of batch) all.push([key, kind]);
    return all;
  };
  await requestJob(log, { kind: 'quick', request: null }, { ...meta('k1'), at: '2026-11-01T08:00:02.000Z' }, COMMIT);
  const [first] = await listed('');
  assert.ok(first);
  const [cursor, kind] = first;
  expect(kind).toBe('quick');
  await requestJob(log, { kind: 'upload', request: null }, { ...meta('k2'), at: '2026-11-01T08:00:01.000Z' }, COMMIT);
  expect((await listed(cursor)).map(([, kind]) => kind)).toStrictEqual(['upload']);
  await readStore.close();
});

const AWAY = new StoreUnavailable({ code: 'SERVER_SILENT', data: { seconds: 1 } });

test('an unavailable engine costs a job no attempt; the log reports it once, and its return once', async () => {
  const attempts: number[] = [];
  const said: unknown[] = [];
  const add: JobHandler = async (_, { attempt }) => {
    attempts.push(attempt);
    if (attempts.length < 5) throw AWAY;
    return 'done';
  };
  const onFailure: RunnerSettings['onFailure'] = (job, error, attempt) => said.push([job, error, attempt]);
  await start({ add }, { attempts: 1, onFailure, onBack: (job) => said.push(job) });
  const id = await requestJob(log, { kind: 'add', request: [] }, meta('k1'), COMMIT);
  expect((await ended(id)).result).toBe('done');
  expect(attempts).toStrictEqual([1, 1, 1, 1, 1]);
  await until(async () => said.length > 1);
  expect(said).toStrictEqual([[id, AWAY, 1], id]);
});

test('an unavailable log is reported once, and its return once', async () => {
  const end = log.end.bind(log);
  let looks = 0;
  jest.spyOn(log, 'end').mockImplementation(async () => {
    if (++looks < 5) throw AWAY;
    return end();
  });
  const said: unknown[] = [];
  await start({}, { onLookFailed: (error) => said.push(error), onLookedAgain: () => said.push('back') });
  await until(async () => looks > 6);
  expect(said).toStrictEqual([AWAY, 'back']);
});

test('an engine that stays away for longer has the job fail at each attempt', async () => {
  let tries = 0;
  const add: JobHandler = async () => {
    tries++;
    throw AWAY;
  };
  await start({ add }, { attempts: 2, patienceMs: 0 });
  const id = await requestJob(log, { kind: 'add', request: [] }, meta('k1'), COMMIT);
  expect(await ended(id)).toMatchObject({ status: 'FAILED', error: expect.stringContaining('à chaque essai') });
  expect(tries).toBe(2);
});

test('an error of the job itself ends its last attempt, also after an engine was away', async () => {
  let tries = 0;
  const add: JobHandler = async () => {
    throw ++tries === 1 ? AWAY : new Error('of the job');
  };
  await start({ add }, { attempts: 1 });
  const id = await requestJob(log, { kind: 'add', request: [] }, meta('k1'), COMMIT);
  expect(await ended(id)).toMatchObject({ status: 'FAILED', error: expect.stringContaining('à chaque essai') });
});

test('a job that is cancelled while an engine is away ends', async () => {
  let tries = 0;
  const add: JobHandler = async () => {
    tries++;
    throw AWAY;
  };
  await start({ add });
  const id = await requestJob(log, { kind: 'add', request: [] }, meta('k1'), COMMIT);
  await until(async () => tries > 1);
  await cancelJob(log, id, meta('k2'), COMMIT);
  expect((await ended(id)).status).toBe('CANCELLED');
});

test('a worker that stops while the log is away gives its job back without another attempt', async () => {
  const [read, { promise: began, resolve: begin }] = [log.readStream.bind(log), Promise.withResolvers<undefined>()];
  let tries = 0;
  const add: JobHandler = async () => {
    jest.spyOn(log, 'readStream').mockImplementation(async () => {
      tries++;
      throw AWAY;
    });
    begin(undefined);
    throw AWAY;
  };
  await start({ add }, { attempts: 1 });
  const id = await requestJob(log, { kind: 'add', request: [] }, meta('k1'), COMMIT);
  await began;
  await until(async () => tries > 2);
  const before = tries;
  await runners.pop()?.stop(10);
  expect(tries - before).toBeLessThan(50);
  expect(await queue.progress(id)).toMatchObject({ state: 'waiting', attempt: 0 });
  jest.spyOn(log, 'readStream').mockImplementation(read);
  expect(await jobOf(log, id)).toMatchObject({ status: 'PENDING' });
});
