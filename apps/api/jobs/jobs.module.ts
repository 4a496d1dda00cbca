/** What the workers do: asked for here, seen here, stopped here. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { JobQueue } from '#libs/jobs/job-queue.ts';
import { ImportsController, UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { AskForJobHandler, CancelJobHandler } from '#apps/api/jobs/jobs.commands.ts';
import { JobsController } from '#apps/api/jobs/jobs.controller.ts';
import { LongWorkController } from '#apps/api/jobs/long-work.controller.ts';
import { JOB_QUEUE, Jobs } from '#apps/api/jobs/queue.ts';

@Module({})
export class JobsModule {
  static of(queue: JobQueue, uploads: string): DynamicModule {
    return {
      module: JobsModule,
      controllers: [LongWorkController, ImportsController, JobsController],
      providers: [
        { provide: JOB_QUEUE, useValue: queue },
        { provide: UPLOADS, useValue: uploads },
        Jobs,
        AskForJobHandler,
        CancelJobHandler,
      ],
    };
  }
}
