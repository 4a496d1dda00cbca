/**
 * A worker process that calculates, and helps others, slowly enough to be killed in the middle:
 * `calculation-worker.ts FOLDER QUEUE_URL WORKER`.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CalculationRequest, calculate } from '#libs/statements/calculation/calculate.ts';
import { PART_WORK, PartWorker, sharedOut } from '#libs/statements/calculation/shared-sums.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
import { runJobs } from '#libs/jobs/run-jobs.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { COMMIT } from '#test/support/commit.ts';

const LEASE_MS = 500;
const PART_MS = 40;

const [folder = '', url = '', worker = ''] = process.argv.slice(2);
const log = new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
const readStore = openSqliteReadStore(join(folder, 'read'));
const noted = (): undefined => undefined;
const queue = await openJobQueue(url, { now: Date.now, pollMs: 20, onError: noted });

/** Slows down each read of a part. */
const slow: typeof readStore.upToDate = async (...asked) => {
  await pause(PART_MS);
  return readStore.upToDate(...asked);
};
const helpers = {
  call: (id: string) => queue.ring(id, PART_WORK),
  // Slows down each part made by this process.
  isAtWork: async (id: string) => {
    await pause(PART_MS);
    return (await queue.progress(id))?.state === 'running';
  },
};
const stores = { log, readStore };
const sumsOf = sharedOut({ stores, helpers, onAlone: noted, eventsMin: 0, eventsPerPart: 50 });
const parts = new PartWorker({
  log,
  readStore: new Proxy(readStore, {
    get: (target, property) => {
      if (property === 'upToDate') return slow;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }),
});

await runJobs({
  log,
  queue,
  worker,
  concurrency: 1,
  attempts: 10,
  backoffMs: () => 20,
  leaseMs: LEASE_MS,
  lookMs: 200,
  now: () => COMMIT.recordedAt,
  refusalOf: () => undefined,
  isAway: () => false,
  patienceMs: 0,
  awayPauseMs: 0,
  sentenceOf: ({ code }) => code,
  onFailure: noted,
  onLookFailed: noted,
  errands: {
    [PART_WORK]: async (id) => {
      process.stdout.write('part\n');
      await parts.run(id, noted);
    },
  },
  handlers: {
    calculate: async ({ request }) => {
      process.stdout.write('calculation\n');
      const { range, knownOn } = request as Pick<CalculationRequest, 'range' | 'knownOn'>;
      const regulation = (await latest(log))?.regulation;
      if (regulation === undefined) throw new Error('no regulation in the log');
      const { statements } = await calculate({ ...stores, sumsOf }, { range, knownOn, regulation }, COMMIT);
      return statements.map(({ digest }) => digest);
    },
  },
});
process.stdout.write('ready\n');
