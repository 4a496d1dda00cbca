/** The queue of jobs in Redis: the contract of a job queue, and the data that it leaves in Redis. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { BullJobQueue } from '#libs/jobs/bullmq/bull-job-queue.ts';
import { jobQueueContract } from '#libs/jobs/job-queue.contract.ts';
import { QueueUnreachable, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
import { NO_REDIS, NO_REDIS_OF_OUR_OWN, RedisProcess, type TestRedis, testRedis } from '#test/support/redis.ts';
import { describeUnless, testUnless } from '#test/support/unless.ts';
import { VanishingProxy } from '#test/support/vanishing-proxy.ts';

/** Messages of BullMQ about situations that the contract creates on purpose. */
const EXPECTED = /could not renew lock|Missing lock|Missing key|Lock mismatch/;

/** A worker in the middle of a job, and an idle one. */
const STOPS_WHEN_TOLD = `
import { once } from 'node:events';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
const queue = await openJobQueue(process.env.REDIS_URL, { now: Date.now, pollMs: 20, onError: () => undefined });
const options = { concurrency: 1, attempts: 3, backoffMs: () => 50, leaseMs: 600, onFailure: () => undefined };
const run = (_, { signal }) => new Promise((resolve, reject) => {
  process.stdout.write('running\\n');
  signal.addEventListener('abort', () => reject(signal.reason));
});
const workers = [await queue.work(run, { ...options, worker: 'a' }), await queue.work(run, { ...options, worker: 'b' })];
await queue.ring('a', 'calculate');
await once(process.stdin, 'data');
await Promise.all(workers.map((working) => working.stop(100)));
await queue.close();
process.stdout.write('stopped\\n');
`;

const noError = (error: Error): never => {
  throw error;
};

const OPTIONS: WorkOptions = {
  worker: 'worker-1',
  concurrency: 1,
  attempts: 3,
  backoffMs: () => 50,
  leaseMs: 600,
  onFailure: () => undefined,
};

async function forget(url: string, name: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`bull:${name}:*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

describeUnless(NO_REDIS)('on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await testRedis();
  });
  afterAll(() => redis.stop());

  jobQueueContract('BullMQ job queue', async () => {
    const name = `test-${randomUUID()}`;
    const unexpected: Error[] = [];
    const open = (): BullJobQueue =>
      new BullJobQueue(redis.url, {
        name,
        onError: (error) => {
          if (!EXPECTED.test(error.message)) unexpected.push(error);
        },
      });
    const queue = open();
    return {
      queue,
      url: redis.url,
      name,
      reopen: async () => open(),
      empty: () => forget(redis.url, name),
      close: async () => {
        await queue.close();
        await forget(redis.url, name);
        expect(unexpected).toStrictEqual([]);
      },
    };
  });

  test('a finished job leaves no key in Redis, and a failed job no text of its error', async () => {
    const name = `test-${randomUUID()}`;
    const queue = new BullJobQueue(redis.url, { name, onError: noError });
    const client = new Redis(redis.url);
    let failures = 0;
    const working = await queue.work(
      async (id) => {
        if (id === 'b') throw new Error('a secret of the inside');
      },
      { ...OPTIONS, backoffMs: () => 60_000, onFailure: () => failures++ },
    );
    await queue.ring('a', 'calculate');
    await queue.ring('b', 'calculate');
    while (failures === 0 || (await queue.progress('b'))?.state !== 'delayed') await pause(20);
    expect(await client.keys(`bull:${name}:job-a*`)).toStrictEqual([]);
    expect(JSON.stringify(await client.hgetall(`bull:${name}:job-b`))).not.toMatch(/secret/);
    await working.stop(1_000);
    await queue.close();
    await forget(redis.url, name);
    client.disconnect();
  });
});

for (const reply of [1, 2, 3, 4])
  testUnless(NO_REDIS_OF_OUR_OWN)(
    `a queue that loses Redis at reply ${reply} of its beginning answers again when Redis is back`,
    async () => {
      const redis = await RedisProcess.start();
      const proxy = await VanishingProxy.to(Number(new URL(redis.url).port), reply);
      const queue = new BullJobQueue(`redis://127.0.0.1:${proxy.port}`, { name: 'test', onError: () => undefined });
      try {
        let answered = false;
        for (let i = 0; i < 100 && !(answered && proxy.isBack); i++) {
          answered = await queue.ring('a', 'calculate').then(
            () => true,
            () => false,
          );
          await pause(50);
        }
        expect([answered, proxy.isBack]).toStrictEqual([true, true]);
        expect((await queue.progress('a'))?.state).toBe('waiting');
      } finally {
        await queue.close();
        await proxy.close();
        await redis.stop();
      }
    },
  );

testUnless(NO_REDIS_OF_OUR_OWN)(
  'a Redis that is stopped in the middle is said to be unreachable, and worked on again when it is back',
  async () => {
    const redis = await RedisProcess.start();
    let errors = 0;
    const queue = await openJobQueue(redis.url, { now: Date.now, pollMs: 20, onError: () => errors++ });
    const ran: string[] = [];
    const aborted: unknown[] = [];
    const working = await queue.work(async (id, { signal }) => {
      ran.push(id);
      if (id === 'during' && ran.length === 2)
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(signal.reason);
            reject(signal.reason as Error);
          });
        });
    }, OPTIONS);
    // A busy machine may take longer than a caller waits.
    const ring = async (id: string, tries = 10): Promise<void> => {
      try {
        await queue.ring(id, 'calculate');
      } catch (error) {
        if (!(error instanceof QueueUnreachable) || tries === 1) throw error;
        await pause(100);
        await ring(id, tries - 1);
      }
    };
    try {
      await ring('before');
      while (ran.length === 0) await pause(10);
      await ring('during');
      while (ran.length === 1) await pause(10);
      await redis.stop();
      await expect(queue.depth()).rejects.toThrow(/Redis|Connection|retries|QUEUE_SILENT/);
      await expect(queue.ring('x', 'calculate')).rejects.toThrow(QueueUnreachable);
      expect(errors).toBeGreaterThan(0);
      await redis.startAgain();
      // The job is lost, and its worker is aborted.
      while (aborted.length === 0) await pause(10);
      expect((aborted[0] as { why: string }).why).toBe('lost');
      await ring('during');
      while (ran.length === 2) await pause(10);
      expect(ran).toStrictEqual(['before', 'during', 'during']);
    } finally {
      await working.stop(1_000);
      await queue.close();
      await redis.stop();
    }
  },
);

testUnless(NO_REDIS_OF_OUR_OWN)(
  'a worker stops though its Redis is gone, and leaves nothing that keeps its process alive',
  async () => {
    const redis = await RedisProcess.start();
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '--eval', STOPS_WHEN_TOLD],
      { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, REDIS_URL: redis.url } },
    );
    const exited = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('running');
    await redis.stop();
    child.stdin.end('stop\n');
    expect((await lines.next()).value).toBe('stopped');
    const code = await Promise.race([exited, pause(10_000, ['still alive'], { ref: false })]);
    child.kill('SIGKILL');
    expect(code[0]).toBe(0);
  },
);

testUnless(NO_REDIS_OF_OUR_OWN)(
  'a full Redis that may drop nothing is unreachable until it has memory again',
  async () => {
    const redis = await RedisProcess.start();
    const client = new Redis(redis.url);
    const queue = new BullJobQueue(redis.url, { name: 'test', onError: () => undefined });
    try {
      await queue.ring('a', 'calculate');
      await client.config('SET', 'maxmemory', '1');
      for (const asked of [queue.ring('b', 'calculate'), queue.depth()])
        await expect(asked).rejects.toMatchObject({ name: 'QueueUnreachable', code: 'QUEUE_FULL' });
      expect((await queue.progress('a'))?.state).toBe('waiting');
      await client.config('SET', 'maxmemory', '0');
      await queue.ring('b', 'calculate');
      expect((await queue.depth()).waiting).toBe(2);
    } finally {
      client.disconnect();
      await queue.close();
      await redis.stop();
    }
  },
);

test('rejects a URL of another kind without showing it', async () => {
  const settings = { now: Date.now, pollMs: 20, onError: noError };
  for (const url of ['amqp://user:secret@host', 'local:', 'redis://', ''])
    await assert.rejects(
      openJobQueue(url, settings),
      (error: Error) => error instanceof RangeError && !error.message.includes('secret'),
    );
});
