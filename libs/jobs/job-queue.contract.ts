/** The contract of every adapter of the queue (job-queue.ts); each test runs on a separate queue. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type JobContext, JobAborted, type JobQueue, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';

interface OpenedQueue {
  readonly queue: JobQueue;
  /** The URL with which another process opens it. */
  readonly url: string;
  readonly name: string;
  /** Opens another connection to the same queue. */
  readonly reopen: () => Promise<JobQueue>;
  /** Forgets everything, as an engine that was emptied. */
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const LEASE_MS = 600;
const WORKER = fileURLToPath(new URL('../../test/support/queue-worker.ts', import.meta.url));

function options(more: Partial<WorkOptions> = {}): WorkOptions {
  return {
    worker: 'worker-1',
    concurrency: 1,
    attempts: 3,
    backoffMs: () => 50,
    leaseMs: LEASE_MS,
    onFailure: () => undefined,
    ...more,
  };
}

/** Waits for an effect of the queue's own timers. */
async function until(holds: () => boolean | Promise<boolean>, message: string): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await pause(20);
  }
  assert.fail(message);
}

/** Runs until it is aborted, and records the reason; calls `begun` at the start. */
function endless(seen: string[], begun: () => void = () => undefined): RunJob {
  return async (_, { signal }) => {
    begun();
    if (!signal.aborted)
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
    const why = signal.reason as JobAborted;
    seen.push(why.why);
    throw why;
  };
}

export function jobQueueContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(name, () => {
    const opened: OpenedQueue[] = [];
    afterEach(async () => {
      for (const { close } of opened.splice(0)) await close();
    });
    const openNew = async (): Promise<OpenedQueue> => {
      const made = await open();
      opened.push(made);
      return made;
    };

    test('a job is run once, however often it is rung for while it waits or runs', async () => {
      const { queue } = await openNew();
      const ran: string[] = [];
      await queue.ring('a', 'calculate');
      await queue.ring('a', 'calculate');
      await queue.ring('b', 'import');
      expect(await queue.depth()).toStrictEqual({ waiting: 2, delayed: 0, running: 0 });
      const working = await queue.work(async (id) => {
        ran.push(id);
        await queue.ring(id, 'calculate');
        await pause(50);
      }, options());
      await until(async () => (await queue.depth()).waiting + (await queue.depth()).running === 0, 'not all was run');
      await pause(200);
      await working.stop(1_000);
      expect(ran).toStrictEqual(['a', 'b']);
      expect(await queue.progress('a')).toBeUndefined();
    });

    test('a job that was run can be rung for again', async () => {
      const { queue } = await openNew();
      const ran: string[] = [];
      const working = await queue.work(async (id) => void ran.push(id), options());
      await queue.ring('a', 'calculate');
      await until(async () => ran.length === 1 && (await queue.progress('a')) === undefined, 'not run');
      await queue.ring('a', 'calculate');
      await until(() => ran.length === 2, 'not run again');
      await working.stop(1_000);
    });

    test('two workers share the jobs, each done once', async () => {
      const { queue, reopen } = await openNew();
      const other = await reopen();
      const ran: string[] = [];
      const by = new Set<string>();
      const work = (on: JobQueue, worker: string) =>
        on.work(async (id) => {
          ran.push(id);
          by.add(worker);
          await pause(30);
        }, options({ worker }));
      const ids = Array.from({ length: 12 }, (_, i) => `job-${i}`);
      for (const id of ids) await queue.ring(id, 'calculate');
      const both = [await work(queue, 'worker-1'), await work(other, 'worker-2')];
      await until(() => ran.length >= ids.length, 'not all was run');
      for (const working of both) await working.stop(1_000);
      expect([...ran].sort()).toStrictEqual([...ids].sort());
      expect([...by].sort()).toStrictEqual(['worker-1', 'worker-2']);
      await other.close();
    });

    test('its progress is seen from elsewhere', async () => {
      const { queue, reopen } = await openNew();
      const other = await reopen();
      let end = (): void => undefined;
      const working = await queue.work(
        (_, { progress }) =>
          new Promise((resolve) => {
            progress('dossiers', 3, 10);
            end = resolve;
          }),
        options(),
      );
      await queue.ring('a', 'calculate');
      await until(async () => (await other.progress('a'))?.stage === 'dossiers', 'no progress');
      expect(await other.progress('a')).toStrictEqual({
        state: 'running',
        attempt: 1,
        worker: 'worker-1',
        stage: 'dossiers',
        done: 3,
        total: 10,
      });
      end();
      await working.stop(1_000);
      await other.close();
    });

    test('retries a failed job after the backoff, up to the last attempt', async () => {
      const { queue } = await openNew();
      const attempts: [number, boolean][] = [];
      const failures: number[] = [];
      const working = await queue.work(
        async (_, { attempt, isLastAttempt }) => {
          attempts.push([attempt, isLastAttempt]);
          throw new Error('no luck');
        },
        options({ onFailure: (_, __, attempt) => void failures.push(attempt) }),
      );
      await queue.ring('a', 'calculate');
      await until(async () => attempts.length === 3 && (await queue.progress('a')) === undefined, 'not given up');
      await pause(150);
      await working.stop(1_000);
      expect(attempts).toStrictEqual([
        [1, false],
        [2, false],
        [3, true],
      ]);
      expect(failures).toStrictEqual([1, 2, 3]);
    });

    test('reports a delayed job as delayed', async () => {
      const { queue } = await openNew();
      const working = await queue.work(
        () => Promise.reject(new Error('no luck')),
        options({ backoffMs: () => 60_000 }),
      );
      await queue.ring('a', 'calculate');
      await until(async () => (await queue.progress('a'))?.state === 'delayed', 'not delayed');
      expect(await queue.depth()).toStrictEqual({ waiting: 0, delayed: 1, running: 0 });
      await working.stop(1_000);
    });

    test('a cancel from elsewhere aborts a running job at once, and a waiting job when it begins', async () => {
      const { queue, reopen } = await openNew();
      const other = await reopen();
      const seen: string[] = [];
      const working = await queue.work(endless(seen), options({ attempts: 1 }));
      await queue.ring('a', 'calculate');
      await until(async () => (await other.progress('a'))?.state === 'running', 'not running');
      await queue.ring('b', 'calculate');
      await other.cancel('b');
      await other.cancel('a');
      await until(() => seen.length === 2, 'not told');
      expect(seen).toStrictEqual(['cancelled', 'cancelled']);
      await working.stop(1_000);
      await other.close();
    });

    test('stopping waits for running jobs', async () => {
      const { queue } = await openNew();
      const seen: string[] = [];
      const [begun, ending] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      const working = await queue.work(async () => {
        begun.resolve(undefined);
        await ending.promise;
        seen.push('ended');
      }, options());
      await queue.ring('a', 'calculate');
      await begun.promise;
      expect((await queue.progress('a'))?.state).toBe('running');
      const stopped = working.stop(60_000).then(() => seen.push('stopped'));
      await pause(100);
      ending.resolve(undefined);
      await stopped;
      expect(seen).toStrictEqual(['ended', 'stopped']);
      expect(await queue.progress('a')).toBeUndefined();
    });

    test('aborts a job that runs longer than the grace, and another worker continues', async () => {
      const { queue, reopen } = await openNew();
      const other = await reopen();
      const seen: string[] = [];
      let isRunning = false;
      const working = await queue.work(
        endless(seen, () => (isRunning = true)),
        options(),
      );
      await queue.ring('a', 'calculate');
      await until(() => isRunning, 'not running');
      await working.stop(50);
      expect(seen).toStrictEqual(['stopping']);
      let context: JobContext | undefined;
      const next = await other.work(async (_, given) => void (context = given), options({ worker: 'worker-2' }));
      await until(() => context !== undefined, 'nobody went on');
      await next.stop(1_000);
      await other.close();
    });

    test('an emptied queue runs a job that is rung for again', async () => {
      const { queue, empty } = await openNew();
      await queue.ring('a', 'calculate');
      await empty();
      expect(await queue.progress('a')).toBeUndefined();
      const ran: string[] = [];
      const working = await queue.work(async (id) => void ran.push(id), options());
      await queue.ring('a', 'calculate');
      await until(() => ran.length === 1, 'not run');
      await working.stop(1_000);
    });

    test('another process continues the job of a killed worker process', async () => {
      const { queue, url, name: queueName } = await openNew();
      await queue.ring('a', 'calculate');
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', WORKER, url, queueName, String(LEASE_MS)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [taken] = (await once(child.stdout, 'data')) as [Buffer];
      expect(taken.toString()).toBe('a\n');
      const runs: number[] = [];
      const working = await queue.work(async (_, { attempt }) => void runs.push(attempt), options());
      // A live worker keeps its claimed job.
      await pause(3 * LEASE_MS);
      expect(runs).toStrictEqual([]);
      child.kill('SIGKILL');
      await until(() => runs.length > 0, 'nobody went on');
      expect(runs).toStrictEqual([2]);
      await until(async () => (await queue.progress('a')) === undefined, 'still there');
      await working.stop(1_000);
    });

    test('a worker learns that an emptied queue lost its job, and does not end another one', async () => {
      const { queue, empty } = await openNew();
      const seen: string[] = [];
      const working = await queue.work(endless(seen), options());
      await queue.ring('a', 'calculate');
      await until(async () => (await queue.progress('a'))?.state === 'running', 'not running');
      await empty();
      await until(() => seen.length === 1, 'not told');
      expect(seen).toStrictEqual(['lost']);
      await queue.ring('a', 'calculate');
      await until(async () => (await queue.progress('a'))?.state === 'running', 'not run again');
      await queue.cancel('a');
      await until(() => seen.length === 2, 'not told again');
      expect(seen).toStrictEqual(['lost', 'cancelled']);
      await working.stop(1_000);
    });

    test('an id may be any text', async () => {
      const { queue } = await openNew();
      const ids = ['123456', 'part:1/2', 'é 😀', '0'];
      for (const id of ids) await queue.ring(id, 'calculate');
      const ran: string[] = [];
      const working = await queue.work(async (id) => void ran.push(id), options());
      await until(() => ran.length === ids.length, 'not all was run');
      await working.stop(1_000);
      expect(ran.sort()).toStrictEqual(ids.sort());
    });
  });
}
