/** Jobs over HTTP: requested, read, cancelled. */
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { ImportsController, UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { JobsController } from '#apps/api/jobs/jobs.controller.ts';
import { LongWorkController } from '#apps/api/jobs/long-work.controller.ts';

@Module({})
export class JobRoutesModule implements OnApplicationShutdown {
  readonly #uploads: Uploads;

  constructor(@Inject(UPLOADS) uploads: Uploads) {
    this.#uploads = uploads;
  }

  /** `uploads`: closed with the application. */
  static of(uploads: Uploads): DynamicModule {
    return {
      module: JobRoutesModule,
      controllers: [LongWorkController, ImportsController, JobsController],
      providers: [{ provide: UPLOADS, useValue: uploads }],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#uploads.close();
  }
}
