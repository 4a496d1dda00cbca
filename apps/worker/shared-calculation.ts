/** Calculations shared among the workers of the queue: the help this one asks for and gives. */
import type { Logger } from 'pino';
import {
  EVENTS_PER_PART,
  type SharingSettings,
  PART_WORK,
  PartWorker,
  sharedOut,
} from '#libs/statements/calculation/shared-sums.ts';
import type { SumsOf } from '#libs/statements/calculation/sums-of.ts';
import { sumsOnThreads } from '#libs/statements/calculation/sums-on-threads.ts';
import type { Threads } from '#libs/threads/threads.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import type { Errand } from '#libs/jobs/run-jobs.ts';

interface SharedCalculation {
  readonly sumsOf: SumsOf;
  readonly errands: Readonly<Record<string, Errand>>;
}

export function sharedCalculation(
  stores: SharingSettings['stores'],
  threads: Threads,
  queue: JobQueue,
  logger: Logger,
): SharedCalculation {
  const sumsOfPart = sumsOnThreads(threads);
  const parts = new PartWorker(stores, sumsOfPart);
  return {
    sumsOf: sharedOut({
      stores,
      sumsOfPart,
      // Each thread has as much of a part as a worker with one.
      eventsPerPart: EVENTS_PER_PART * threads.count,
      helpers: {
        call: (id) => queue.ring(id, PART_WORK),
        isAtWork: async (id) => (await queue.progress(id))?.state === 'running',
      },
      onAlone: (error) => {
        logger.warn({ err: error }, 'a calculation goes on without the other workers: the queue cannot be reached');
      },
    }),
    errands: {
      [PART_WORK]: (id, { signal, progress }) =>
        parts.run(id, (done, total) => {
          progress('contributions', done, total);
          signal.throwIfAborted();
        }),
    },
  };
}
