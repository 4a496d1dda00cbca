/** Opens the queue that a URL names. */
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue, type LocalQueueSettings } from '#libs/jobs/local/local-job-queue.ts';

const LOCAL = 'local:';

/** What is wrong with the URL of a queue, in French, or nothing. Its scheme alone is named: the rest may hold a password. */
export function jobsUrlFault(url: string): string | undefined {
  return url.startsWith(LOCAL) && url.length > LOCAL.length
    ? undefined
    : `JOBS_URL commence par « ${url.split(':')[0] ?? ''}: » ; c'est local:CHEMIN`;
}

/** `local:PATH`. Throws RangeError on another URL, naming its scheme only: the rest may hold a password. */
export function openJobQueue(url: string, settings: LocalQueueSettings): JobQueue {
  const fault = jobsUrlFault(url);
  if (fault !== undefined) throw new RangeError(fault);
  return new LocalJobQueue(url.slice(LOCAL.length), settings);
}
