/** Opens the queue that a URL names. */
import type { BullQueueSettings } from '#libs/jobs/bullmq/bull-job-queue.ts';
import { type Refusal, summaryOf } from '#libs/kernel/domain-error.ts';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { LocalJobQueue, type LocalQueueSettings } from '#libs/jobs/local/local-job-queue.ts';

type QueueSettings = LocalQueueSettings & BullQueueSettings;

const LOCAL = 'local:';
const REDIS = /^rediss?:\/\/./;
/** A URL that ends after its scheme. */
const ENDS = /^(local:|rediss?:\/{0,2})$/;

/** The faults of a queue URL. Only its scheme is named: the rest may contain a password. */
export type JobsUrlFault =
  | Refusal<'JOBS_URL_UNKNOWN', { readonly scheme: string }>
  | Refusal<'JOBS_URL_ENDS', { readonly scheme: string }>;

export function jobsUrlFault(url: string): JobsUrlFault | undefined {
  if ((url.startsWith(LOCAL) && url.length > LOCAL.length) || REDIS.test(url)) return undefined;
  if (ENDS.test(url)) return { code: 'JOBS_URL_ENDS', data: { scheme: url } };
  return { code: 'JOBS_URL_UNKNOWN', data: { scheme: url.split(':')[0] ?? '' } };
}

/** File of a queue on this machine; undefined for a queue elsewhere. */
export function localJobsPath(url: string): string | undefined {
  return url.startsWith(LOCAL) ? url.slice(LOCAL.length) : undefined;
}

/** `local:PATH`, `redis://…` or, over TLS, `rediss://…`. Throws RangeError on another URL. */
export async function openJobQueue(url: string, settings: QueueSettings): Promise<JobQueue> {
  const fault = jobsUrlFault(url);
  if (fault !== undefined) throw new RangeError(summaryOf(fault));
  const path = localJobsPath(url);
  if (path !== undefined) return new LocalJobQueue(path, settings);
  // Loads the Redis client only for a Redis URL, because it would slow down each start of a program without one.
  const { BullJobQueue } = await import('#libs/jobs/bullmq/bull-job-queue.ts');
  return new BullJobQueue(url, settings);
}
