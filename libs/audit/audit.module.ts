/** The auditors' queries of the log: extracts, samples, exceptions, roles. */
import { Module } from '@nestjs/common';
import { DrawSampleHandler } from '#libs/audit/tools/queries/draw-sample.ts';
import { ExtractEntriesHandler } from '#libs/audit/tools/queries/extract-entries.ts';
import { FindLateFactsHandler } from '#libs/audit/tools/queries/find-late-facts.ts';
import { FindOverridesHandler } from '#libs/audit/tools/queries/find-overrides.ts';
import { FindRolesHandler } from '#libs/audit/tools/queries/find-roles.ts';

@Module({
  providers: [DrawSampleHandler, ExtractEntriesHandler, FindLateFactsHandler, FindOverridesHandler],
})
export class AuditModule {}

/** The roles of people need the record of accesses, so that module is imported as well. */
@Module({ providers: [FindRolesHandler] })
export class RolesModule {}
