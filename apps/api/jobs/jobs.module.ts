/** Jobs over HTTP: requested, read, cancelled. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { LifeCycle } from '#libs/observability/life-cycle.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { ImportsController, UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { Bell } from '#apps/api/feed/bell.ts';
import { FeedRoutesModule } from '#apps/api/feed/feed.module.ts';
import { JobStreams } from '#apps/api/jobs/job-streams.ts';
import { JobsController } from '#apps/api/jobs/jobs.controller.ts';
import { LongWorkController } from '#apps/api/jobs/long-work.controller.ts';

@Module({})
export class JobRoutesModule implements OnApplicationShutdown, OnModuleDestroy {
  readonly #uploads: Uploads;
  readonly #streams: JobStreams;

  constructor(
    @Inject(UPLOADS) uploads: Uploads,
    @Inject(JobStreams) streams: JobStreams,
    @Inject(LifeCycle) lifeCycle: LifeCycle,
  ) {
    this.#uploads = uploads;
    this.#streams = streams;
    // Runs before the server waits for its connections: a stream never ends by itself.
    lifeCycle.onStop(() => {
      streams.close();
    });
  }

  /** `uploads`: closed with the application. */
  static of(uploads: Uploads): DynamicModule {
    return {
      module: JobRoutesModule,
      // Other routes find the files that they serve there too.
      global: true,
      exports: [UPLOADS],
      controllers: [LongWorkController, ImportsController, JobsController],
      imports: [FeedRoutesModule],
      providers: [
        { provide: UPLOADS, useValue: uploads },
        {
          provide: JobStreams,
          inject: [Stores, QueryBus, Bell],
          useFactory: ({ log }: Stores, queries: QueryBus, bell: Bell) => new JobStreams(log, queries, bell),
        },
      ],
    };
  }

  /** Applies also when the modules close without a stop of the service. */
  onModuleDestroy(): void {
    this.#streams.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#uploads.close();
  }
}
