/** Opens the queue of jobs that the environment names. */
import type { Logger } from 'pino';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
import { whenAvailable } from '#libs/runtime/start.ts';

/** How often a worker of one machine looks for work; the API only rings and never looks. */
const POLL_MS = 100;
/** Interval between two reports that the queue cannot be reached, which each look would repeat. */
const SAY_AGAIN_MS = 5_000;

/** `now`: ms since 1970. */
export async function openQueue(url: string, logger: Logger, now: () => number): Promise<JobQueue> {
  let saidMs = -Infinity;
  const settings = {
    now,
    pollMs: POLL_MS,
    onError: (error: Error): void => {
      const at = now();
      if (at - saidMs < SAY_AGAIN_MS) return;
      saidMs = at;
      logger.warn({ err: error }, 'the queue cannot be reached, tried again');
    },
  };
  return whenAvailable(() => openJobQueue(url, settings), logger);
}
