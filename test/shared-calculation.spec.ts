/**
 * Calculations shared among workers, with workers killed and their queue emptied or stopped at random moments from
 * fixed seeds: the statements are those of an undisturbed product, each recorded as often.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CalculationRequest } from '#libs/statements/calculation/calculate.ts';
import { jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { bundledScript } from '#test/support/bundled-script.ts';
import { chances } from '#test/support/fact-folders.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { testUnless } from '#test/support/unless.ts';

const WORKER = fileURLToPath(new URL('support/calculation-worker.ts', import.meta.url));
let bundle: string;
beforeAll(() => {
  bundle = bundledScript(WORKER);
});
afterAll(() => {
  rmSync(bundle, { recursive: true });
});

const [FROM, TO] = ['2021-Q1', '2023-Q4'];
const ROUNDS = 4;
const END_MS = 300_000;
/** The time a calculation takes here. */
const MISHAP_MS = 600;

class Workers {
  readonly #folder: string;
  readonly #url: string;
  readonly #running: ChildProcess[] = [];
  /** Lines that the workers wrote. */
  readonly did: string[] = [];
  #no = 0;

  constructor(folder: string, url: string) {
    this.#folder = folder;
    this.#url = url;
  }

  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(bundle, 'script.js'),
        this.#folder,
        this.#url,
        `worker-${++this.#no}`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#running.push(child);
    const lines = createInterface({ input: child.stdout });
    const ready = once(lines, 'line');
    lines.on('line', (line) => this.did.push(line));
    await ready;
  }

  async kill(chance: number): Promise<void> {
    const [child] = this.#running.splice(Math.floor(chance * this.#running.length), 1);
    if (child === undefined) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async killAll(): Promise<void> {
    while (this.#running.length > 0) await this.kill(0);
  }
}

async function rounds(
  seed: number,
  url: (folder: string) => string,
  lose: (folder: string) => Promise<void>,
): Promise<void> {
  const [product, clean, facts] = [new Product(), new Product(), temporaryFolder()];
  const workers = new Workers(product.folder, url(product.folder));
  const queue = await openJobQueue(url(product.folder), { now: Date.now, pollMs: 20, onError: () => undefined });
  const chance = chances(seed);
  try {
    writeRandomFacts(facts, seed, { patients: 40 });
    for (const one of [product, clean]) await one.import(facts);
    await workers.start();
    await workers.start();
    for (let round = 1; round <= ROUNDS; round++) {
      // Each day is earlier than the last, so that the kept sums do not help.
      const knownOn = `2024-05-${String(30 - round)}`;
      const expected = await clean.calculate({ from: FROM, to: TO, knownOn });
      const id = await asked(product, knownOn);
      await queue.ring(id, 'calculate');
      await pause(chance() * MISHAP_MS);
      if (chance() < 0.5) await lose(product.folder);
      await workers.kill(chance());
      await workers.start();
      assert.deepEqual(
        await result(product, id),
        expected.map(({ digest }) => digest),
        `round ${round}`,
      );
    }
    expect(await product.log.count(['statement'])).toBe(await clean.log.count(['statement']));
    assert.ok(workers.did.filter((line) => line === 'part').length > ROUNDS, 'nobody helped');
  } finally {
    await workers.killAll();
    await queue.close();
    await product.close();
    await clean.close();
    rmSync(facts, { recursive: true, force: true });
  }
}

async function asked({ log }: Product, knownOn: string): Promise<string> {
  const range = { from: quarterFromText(FROM), to: quarterFromText(TO) };
  const request: Pick<CalculationRequest, 'range' | 'knownOn'> = { range, knownOn: dayFromText(knownOn) };
  const by = { name: 'Alice', assurance: 'verified', osUser: '' } as const;
  return requestJob(log, { kind: 'calculate', request }, { by, key: knownOn, at: COMMIT.recordedAt }, COMMIT);
}

async function result({ log }: Product, id: string): Promise<unknown> {
  for (let waited = 0; waited < END_MS; waited += 20) {
    const job = await jobOf(log, id);
    if (job?.status === 'SUCCEEDED') return job.result;
    assert.equal(job?.status, 'PENDING', JSON.stringify(job));
    await pause(20);
  }
  return assert.fail('the calculation never ended');
}

test('gives the same statements when workers are killed and their queue is emptied', async () => {
  await rounds(
    61,
    (folder) => `local:${join(folder, 'jobs.db')}`,
    async (folder) => {
      const db = new DatabaseSync(join(folder, 'jobs.db'), { timeout: 5_000 });
      db.exec('DELETE FROM rung');
      db.close();
    },
  );
});

testUnless(NO_REDIS_OF_OUR_OWN)('workers on Redis are killed, and it is stopped and comes back empty', async () => {
  const redis = await RedisProcess.start();
  try {
    await rounds(
      62,
      () => redis.url,
      async () => {
        await redis.stop();
        await redis.startAgain();
      },
    );
  } finally {
    await redis.stop();
  }
});
