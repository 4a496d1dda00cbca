/** Opens the queue of jobs that the environment names. */
import type { Logger } from 'pino';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { openJobQueue } from '#libs/jobs/open-job-queue.ts';

/** How often a worker of one machine looks for something to do; the API only rings and never looks. */
const POLL_MS = 100;

export async function openQueue(url: string, logger: Logger): Promise<JobQueue> {
  return openJobQueue(url, {
    now: () => Date.now(),
    pollMs: POLL_MS,
    onError: (error) => {
      logger.warn({ err: error }, 'the queue cannot be reached, tried again');
    },
  });
}
