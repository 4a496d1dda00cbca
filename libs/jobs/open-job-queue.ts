/** Opens the queue that a URL names. */
import { BullJobQueue, type BullQueueSettings } from '#libs/jobs/bullmq/bull-job-queue.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue, type LocalQueueSettings } from '#libs/jobs/local/local-job-queue.ts';

export type QueueSettings = LocalQueueSettings & BullQueueSettings;

const LOCAL = 'local:';
const REDIS = /^rediss?:\/\/./;

/**
 * `local:PATH`, `redis://…` or, over TLS, `rediss://…`. Throws RangeError on another URL, naming its scheme only: the rest may hold
 * a password.
 */
export function openJobQueue(url: string, settings: QueueSettings): JobQueue {
  if (url.startsWith(LOCAL) && url.length > LOCAL.length) return new LocalJobQueue(url.slice(LOCAL.length), settings);
  if (REDIS.test(url)) return new BullJobQueue(url, settings);
  throw new RangeError(
    `JOBS_URL commence par « ${url.split(':')[0] ?? ''}: » ; c'est local:CHEMIN, redis://HÔTE:PORT ou rediss://HÔTE:PORT`,
  );
}
