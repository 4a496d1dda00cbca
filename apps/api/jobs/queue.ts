/** The queue of jobs, as the API rings it. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Job, isOpen } from '#libs/jobs/job/state.ts';
import { cancelJob, jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import { type JobProgress, type JobQueue, QueueUnreachable } from '#libs/jobs/job-queue.ts';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';

/** For injection. */
export const JOB_QUEUE = Symbol('job queue');

/** Where jobs are asked for, seen and cancelled. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  readonly #stores: Stores;
  readonly #queue: JobQueue;

  constructor(@Inject(Stores) stores: Stores, @Inject(JOB_QUEUE) queue: JobQueue) {
    this.#stores = stores;
    this.#queue = queue;
  }

  /** In the log first: a bell that is not heard is rung again by the workers. */
  async ask<Kind extends JobKind>(kind: Kind, request: JobRequests[Kind], { meta, commit }: Author): Promise<Job> {
    const id = await requestJob(this.#stores.log, { kind, request }, meta, commit);
    const job = await jobOf(this.#stores.log, id);
    if (job === undefined) throw new Error(`job ${id} was asked for and is not in the log`);
    if (isOpen(job)) await reached(this.#queue.ring(id, kind));
    return job;
  }

  /** Throws JOB_UNKNOWN, JOB_ENDED. */
  async cancel(id: string, { meta, commit }: Author): Promise<void> {
    await cancelJob(this.#stores.log, id, meta, commit);
    await this.#queue.cancel(id);
  }

  of(id: string): Promise<Job | undefined> {
    return jobOf(this.#stores.log, id);
  }

  progress(job: Job): Promise<JobProgress | undefined> {
    return isOpen(job) ? reached(this.#queue.progress(job.id)) : Promise.resolve(undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#queue.close();
  }
}

/** A queue out of reach, which it logs itself, is rung again by the workers; how far it is is then not known. */
async function reached<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof QueueUnreachable) return undefined;
    throw error;
  }
}
