/** The projections: data computed from the log, their progress, and their rebuild. */
import { Module } from '@nestjs/common';
import { RebuildProjectionHandler } from '#libs/read-store/commands/rebuild-projection.ts';
import { FindProjectionsHandler } from '#libs/read-store/queries/find-projections.ts';

@Module({ providers: [FindProjectionsHandler, RebuildProjectionHandler] })
export class ProjectionsModule {}
