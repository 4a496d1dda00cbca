/** `node one-worker.ts FOLDER NAME`: a worker on the stores and the queue of a folder, until it is stopped. */
import { join } from 'node:path';
import { calculate } from '#libs/statements/calculation/calculate.ts';
import { PART_WORK, PartWorker, sharedOut } from '#libs/statements/calculation/shared-sums.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { LocalJobQueue } from '#libs/jobs/local/local-job-queue.ts';
import { runJobs } from '#libs/jobs/run-jobs.ts';
import { quarterFromText } from '#libs/kernel/day.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { COMMIT } from '#test/support/commit.ts';
import { FROM, TO, forgetSums } from './stores.ts';

export interface CalculationAsked {
  /** Day number. */
  readonly knownOn: number;
}

export interface CalculationDone {
  readonly statements: number;
  readonly recorded: number;
  /** Processor seconds of the worker that had the job, without its helpers. */
  readonly processorSeconds: number;
}

const fail = (error: unknown): never => {
  throw error as Error;
};

const [folder = '', worker = ''] = process.argv.slice(2);
const log = new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
const readStore = openSqliteReadStore(join(folder, 'read'));
const queue = new LocalJobQueue(join(folder, 'jobs.db'), { now: Date.now, pollMs: 20, onError: fail });
const helpers = {
  call: (id: string) => queue.ring(id, PART_WORK),
  isAtWork: async (id: string) => (await queue.progress(id))?.state === 'running',
};
const stores = { log, readStore, sumsOf: sharedOut({ stores: { log, readStore }, helpers, onAlone: fail }) };
const parts = new PartWorker(stores);
const regulation = (await latest(log))?.regulation ?? fail(new Error('no regulation in the log'));
const range = { from: quarterFromText(FROM), to: quarterFromText(TO) };
let partsMade = 0;

const runner = await runJobs({
  log,
  queue,
  worker,
  concurrency: 1,
  attempts: 1,
  backoffMs: () => 0,
  leaseMs: 30_000,
  lookMs: 60_000,
  now: () => COMMIT.recordedAt,
  refusalOf: () => undefined,
  isAway: () => false,
  patienceMs: 0,
  awayPauseMs: 0,
  sentenceOf: ({ code }) => code,
  onFailure: (_, error) => fail(error),
  onLookFailed: fail,
  errands: {
    [PART_WORK]: async (id) => {
      await parts.run(id, () => undefined);
      partsMade++;
    },
  },
  handlers: {
    calculate: async ({ request }): Promise<CalculationDone> => {
      const { knownOn } = request as CalculationAsked;
      await forgetSums(readStore);
      const before = process.cpuUsage();
      const { statements, recorded } = await calculate(stores, { range, knownOn, regulation }, COMMIT);
      const { user, system } = process.cpuUsage(before);
      return { statements: statements.length, recorded, processorSeconds: (user + system) / 1e6 };
    },
  },
});
process.once('SIGTERM', () => {
  process.stderr.write(`  ${worker} helped with ${partsMade} parts\n`);
  void runner.stop(60_000).then(() => process.exit(0));
});
process.stdout.write('ready\n');
