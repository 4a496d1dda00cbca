/** One job: its request and author, its progress, its outcome. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { JobProgress } from '#libs/jobs/job-queue.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import { Jobs } from '#libs/jobs/jobs.ts';

export interface FoundJob {
  readonly job: Job;
  /** Undefined if it has ended, or if the queue does not know it. */
  readonly progress: JobProgress | undefined;
}

/** Undefined if no such job exists. */
export class FindJob extends Query<FoundJob | undefined> {
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

@QueryHandler(FindJob)
export class FindJobHandler implements IQueryHandler<FindJob> {
  readonly #jobs: Jobs;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  async execute({ id }: FindJob): Promise<FoundJob | undefined> {
    const job = await this.#jobs.of(id);
    return job === undefined ? undefined : { job, progress: await this.#jobs.progress(job) };
  }
}
