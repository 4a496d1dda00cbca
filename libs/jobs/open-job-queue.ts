/** Opens the queue that a URL names. */
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue, type LocalQueueSettings } from '#libs/jobs/local/local-job-queue.ts';

const LOCAL = 'local:';

/** `local:PATH`. Throws RangeError on another URL, naming its scheme only: the rest may hold a password. */
export function openJobQueue(url: string, settings: LocalQueueSettings): JobQueue {
  if (url.startsWith(LOCAL) && url.length > LOCAL.length) return new LocalJobQueue(url.slice(LOCAL.length), settings);
  throw new RangeError(`JOBS_URL commence par « ${url.split(':')[0] ?? ''}: » ; c'est local:CHEMIN`);
}
