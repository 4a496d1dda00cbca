/** Jobs over HTTP: requested, read, cancelled. */
import { type DynamicModule, Module } from '@nestjs/common';
import { ImportsController, UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { JobsController } from '#apps/api/jobs/jobs.controller.ts';
import { LongWorkController } from '#apps/api/jobs/long-work.controller.ts';

@Module({})
export class JobRoutesModule {
  /** `uploads`: the folder of uploaded files. */
  static of(uploads: string): DynamicModule {
    return {
      module: JobRoutesModule,
      controllers: [LongWorkController, ImportsController, JobsController],
      providers: [{ provide: UPLOADS, useValue: uploads }],
    };
  }
}
