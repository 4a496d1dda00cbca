/** Reads the state of the projections. */
import { Module } from '@nestjs/common';
import { ProjectionsModule } from '#libs/read-store/projections.module.ts';
import { ProjectionsController } from '#apps/api/projections/projections.controller.ts';

@Module({ imports: [ProjectionsModule], controllers: [ProjectionsController] })
export class ProjectionRoutesModule {}
