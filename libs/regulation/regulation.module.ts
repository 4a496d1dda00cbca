/** The regulation: the versions of its parameters and grids, proposed by one person and published by another. */
import { Module } from '@nestjs/common';
import { ProposeVersionHandler } from '#libs/regulation/publication/commands/propose-version.ts';
import { PublishVersionHandler } from '#libs/regulation/publication/commands/publish-version.ts';
import { RefuseVersionHandler } from '#libs/regulation/publication/commands/refuse-version.ts';
import { WithdrawVersionHandler } from '#libs/regulation/publication/commands/withdraw-version.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { FindProposedVersionHandler } from '#libs/regulation/publication/queries/find-proposed-version.ts';
import { FindRegulationInForceHandler } from '#libs/regulation/publication/queries/find-regulation-in-force.ts';
import { CompareVersionsHandler } from '#libs/regulation/publication/queries/compare-versions.ts';
import { ReadVersionHandler } from '#libs/regulation/publication/queries/read-version.ts';
import { FindVersionsHandler } from '#libs/regulation/publication/queries/find-versions.ts';
import { PROGRAM_COMMIT, type ProgramCommit, Stores } from '#libs/runtime/stores.module.ts';

const FIRST_VERSION = 'première version de la réglementation';

@Module({
  providers: [
    {
      provide: RegulationInForce,
      inject: [Stores, PROGRAM_COMMIT],
      useFactory: ({ log }: Stores, programCommit: ProgramCommit) =>
        new RegulationInForce(log, () => programCommit(FIRST_VERSION)),
    },
    FindRegulationInForceHandler,
    FindVersionsHandler,
    ReadVersionHandler,
    CompareVersionsHandler,
    ProposeVersionHandler,
    PublishVersionHandler,
    RefuseVersionHandler,
    WithdrawVersionHandler,
    FindProposedVersionHandler,
  ],
  exports: [RegulationInForce],
})
export class RegulationModule {}
