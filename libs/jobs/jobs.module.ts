/** Jobs: long tasks that are requested, followed and stopped. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { AskForJobHandler } from '#libs/jobs/commands/ask-for-job.ts';
import { CancelJobHandler } from '#libs/jobs/commands/cancel-job.ts';
import { Jobs } from '#libs/jobs/jobs.ts';
import { FindJobHandler } from '#libs/jobs/queries/find-job.ts';
import { FindJobsHandler } from '#libs/jobs/queries/find-jobs.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Injection token. */
const JOB_QUEUE = Symbol('job queue');

@Module({})
export class JobsModule implements OnApplicationShutdown {
  readonly #queue: JobQueue;

  constructor(@Inject(JOB_QUEUE) queue: JobQueue) {
    this.#queue = queue;
  }

  static of(queue: JobQueue): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [
        { provide: JOB_QUEUE, useValue: queue },
        { provide: Jobs, inject: [Stores], useFactory: ({ log }: Stores) => new Jobs(log, queue) },
        AskForJobHandler,
        CancelJobHandler,
        FindJobHandler,
        FindJobsHandler,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#queue.close();
  }
}
