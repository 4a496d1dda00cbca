/** Reading how far the projections are. */
import { Module } from '@nestjs/common';
import { ProjectionsController } from '#apps/api/projections/projections.controller.ts';

@Module({ controllers: [ProjectionsController] })
export class ProjectionsModule {}
