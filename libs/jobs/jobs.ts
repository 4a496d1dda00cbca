/** Requests, follows and cancels jobs: the log holds them, the queue rings for them and knows their progress. */
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type JobProgress, type JobQueue, QueueUnreachable } from '#libs/jobs/job-queue.ts';
import { cancelJob, jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import { type Job, isOpenJob } from '#libs/jobs/job/state.ts';

/** How long a caller waits for the queue, ms. The request is in the log already, so a silent queue counts as unavailable. */
const ANSWER_MS = 1_000;

export class Jobs {
  readonly #log: EventStore;
  readonly #queue: JobQueue;

  constructor(log: EventStore, queue: JobQueue) {
    this.#log = log;
    this.#queue = queue;
  }

  /** Records the job before it rings; the workers ring again if the ring is lost. */
  async ask(kind: string, request: unknown, { meta, commit }: Author): Promise<Job> {
    const id = await requestJob(this.#log, { kind, request }, meta, commit);
    const job = await jobOf(this.#log, id);
    if (job === undefined) throw new Error(`job ${id} was asked for and is not in the log`);
    if (isOpenJob(job)) await reached(this.#queue.ring(id, kind));
    return job;
  }

  /** Records it before it informs the queue; the workers inform it again if the message is lost. Throws JOB_UNKNOWN, JOB_ENDED. */
  async cancel(id: string, { meta, commit }: Author): Promise<void> {
    await cancelJob(this.#log, id, meta, commit);
    await reached(this.#queue.cancel(id));
  }

  /** Undefined if no such job exists. */
  of(id: string): Promise<Job | undefined> {
    return jobOf(this.#log, id);
  }

  /** For a listed job, which must exist. */
  async known(id: string): Promise<Job> {
    const job = await this.of(id);
    if (job === undefined) throw new RangeError(`job ${id} is listed and is not in the log`);
    return job;
  }

  /** Undefined if it has ended, or if the queue does not know it. */
  progress(job: Job): Promise<JobProgress | undefined> {
    return isOpenJob(job) ? reached(this.#queue.progress(job.id)) : Promise.resolve(undefined);
  }
}

/** While the queue cannot be reached, progress is unknown; the workers ring it again. The queue logs the failure. */
async function reached<T>(asked: Promise<T>): Promise<T | undefined> {
  const silent = Promise.withResolvers<undefined>();
  const timer = setTimeout(silent.resolve, ANSWER_MS, undefined);
  try {
    return await Promise.race([asked, silent.promise]);
  } catch (error) {
    if (error instanceof QueueUnreachable) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
