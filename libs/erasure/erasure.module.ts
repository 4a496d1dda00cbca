/** Erasure of patients: proposed and confirmed by two people, carried out, listed. */
import { Module } from '@nestjs/common';
import { ConfirmDueErasuresHandler } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { ConfirmErasureHandler } from '#libs/erasure/commands/confirm-erasure.ts';
import { ErasePatientHandler } from '#libs/erasure/commands/erase-patient.ts';
import { FinishErasuresHandler } from '#libs/erasure/commands/finish-erasures.ts';
import { ProposeErasureHandler } from '#libs/erasure/commands/propose-erasure.ts';
import { RefuseErasureHandler } from '#libs/erasure/commands/refuse-erasure.ts';
import { WithdrawErasureHandler } from '#libs/erasure/commands/withdraw-erasure.ts';
import { FindDueErasuresHandler } from '#libs/erasure/queries/find-due-erasures.ts';
import { FindDueProposalsHandler } from '#libs/erasure/queries/find-due-proposals.ts';
import { FindErasuresHandler } from '#libs/erasure/queries/find-erasures.ts';
import { FindErasureHandler } from '#libs/erasure/queries/read-erasure.ts';

@Module({
  providers: [
    ProposeErasureHandler,
    ConfirmErasureHandler,
    ConfirmDueErasuresHandler,
    ErasePatientHandler,
    RefuseErasureHandler,
    WithdrawErasureHandler,
    FinishErasuresHandler,
    FindErasuresHandler,
    FindErasureHandler,
    FindDueErasuresHandler,
    FindDueProposalsHandler,
  ],
})
export class ErasureModule {}
