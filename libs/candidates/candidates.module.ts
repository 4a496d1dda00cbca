/** Candidates: teams that apply before they enter, the conditions of each scheme for them, and the decisions on them. */
import { Module } from '@nestjs/common';
import { ApplyCandidateHandler } from '#libs/candidates/commands/apply-candidate.ts';
import { ConfirmCandidateDecisionHandler } from '#libs/candidates/commands/confirm-decision.ts';
import { EnterCandidateHandler } from '#libs/candidates/commands/enter-candidate.ts';
import { ProposeCandidateDecisionHandler } from '#libs/candidates/commands/propose-decision.ts';
import { RefuseCandidateDecisionHandler } from '#libs/candidates/commands/refuse-decision.ts';
import { WithdrawApplicationHandler } from '#libs/candidates/commands/withdraw-application.ts';
import { WithdrawCandidateDecisionHandler } from '#libs/candidates/commands/withdraw-decision.ts';
import { CheckApplicationHandler } from '#libs/candidates/queries/check-application.ts';
import { FindCandidatesHandler } from '#libs/candidates/queries/find-candidates.ts';
import { ReadCandidateRosterHandler } from '#libs/candidates/queries/read-candidate-roster.ts';
import { ReadCandidateHandler } from '#libs/candidates/queries/read-candidate.ts';
import { FactRecorderModule } from '#libs/runtime/fact-recorder.module.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({
  imports: [RegulationModule, FactRecorderModule],
  providers: [
    ApplyCandidateHandler,
    ProposeCandidateDecisionHandler,
    ConfirmCandidateDecisionHandler,
    EnterCandidateHandler,
    RefuseCandidateDecisionHandler,
    WithdrawCandidateDecisionHandler,
    WithdrawApplicationHandler,
    CheckApplicationHandler,
    FindCandidatesHandler,
    ReadCandidateHandler,
    ReadCandidateRosterHandler,
  ],
})
export class CandidatesModule {}
