/** The projections: what is computed from the log, how far it is, and building it again. */
import { Module } from '@nestjs/common';
import { RebuildProjectionHandler } from '#libs/read-store/commands/rebuild-projection.ts';
import { FindProjectionsHandler } from '#libs/read-store/queries/find-projections.ts';

@Module({ providers: [FindProjectionsHandler, RebuildProjectionHandler] })
export class ProjectionsModule {}
