/** Calculations shared among the workers of the queue: the help this one asks for and gives. */
import type { Logger } from 'pino';
import { type SharingSettings, PART_WORK, PartWorker, sharedOut } from '#libs/statements/calculation/shared-sums.ts';
import type { SumsOf, SumsOfPart } from '#libs/statements/calculation/sums-of.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import type { Errand } from '#libs/jobs/run-jobs.ts';

interface SharedCalculation {
  readonly sumsOf: SumsOf;
  readonly errands: Readonly<Record<string, Errand>>;
}

export function sharedCalculation(
  stores: SharingSettings['stores'],
  sumsOfPart: SumsOfPart,
  queue: JobQueue,
  logger: Logger,
): SharedCalculation {
  const parts = new PartWorker(stores, sumsOfPart);
  return {
    sumsOf: sharedOut({
      stores,
      sumsOfPart,
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
