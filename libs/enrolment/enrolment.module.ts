/** Enrolment: teams, their members and phases; patients, their treating doctors, and which ids are one person's. */
import { Module } from '@nestjs/common';
import { ProposeMergeHandler } from '#libs/enrolment/duplicates/commands/propose-merge.ts';
import { ProposeSeparationHandler } from '#libs/enrolment/duplicates/commands/propose-separation.ts';
import { ConfirmMergeHandler } from '#libs/enrolment/duplicates/commands/confirm-merge.ts';
import { RefuseMergeHandler } from '#libs/enrolment/duplicates/commands/refuse-merge.ts';
import { WithdrawMergeHandler } from '#libs/enrolment/duplicates/commands/withdraw-merge.ts';
import { DismissLookAlikeHandler } from '#libs/enrolment/duplicates/commands/dismiss-look-alike.ts';
import { FindLookAlikesHandler } from '#libs/enrolment/duplicates/queries/find-look-alikes.ts';
import { FindMergesHandler } from '#libs/enrolment/duplicates/queries/find-merges.ts';
import { CheckTeamHandler } from '#libs/enrolment/queries/check-team.ts';
import { FindPatientHandler } from '#libs/enrolment/queries/find-patient.ts';
import { FindTeamHandler } from '#libs/enrolment/queries/find-team.ts';
import { FindTeamsHandler } from '#libs/enrolment/queries/find-teams.ts';

@Module({
  providers: [
    ProposeMergeHandler,
    ProposeSeparationHandler,
    ConfirmMergeHandler,
    RefuseMergeHandler,
    WithdrawMergeHandler,
    DismissLookAlikeHandler,
    FindLookAlikesHandler,
    FindMergesHandler,
    CheckTeamHandler,
    FindPatientHandler,
    FindTeamHandler,
    FindTeamsHandler,
  ],
})
export class EnrolmentModule {}
