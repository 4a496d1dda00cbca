/** Opens the queue of jobs that the environment names. */
import type { Logger } from 'pino';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';
import { whenAvailable } from '#libs/runtime/start.ts';

/** How often a worker of one machine looks for something to do; the API only rings and never looks. */
const POLL_MS = 100;
/** How often it is said that the queue cannot be reached, which each look would say. */
const SAY_AGAIN_MS = 5_000;

export async function openQueue(url: string, logger: Logger): Promise<JobQueue> {
  let saidMs = -Infinity;
  const settings = {
    now: () => Date.now(),
    pollMs: POLL_MS,
    onError: (error: Error): void => {
      const now = performance.now();
      if (now - saidMs < SAY_AGAIN_MS) return;
      saidMs = now;
      logger.warn({ err: error }, 'the queue cannot be reached, tried again');
    },
  };
  return whenAvailable(() => openJobQueue(url, settings), logger);
}
