/** Histories: the recorded events about a subject, in order, and the knowledge at a time. */
import { Module } from '@nestjs/common';
import { FindDecisionsHandler } from '#libs/history/queries/find-decisions.ts';
import { FindDutiesHandler } from '#libs/history/queries/find-duties.ts';
import { FindEffectsHandler } from '#libs/history/queries/find-effects.ts';
import { FindLedgerHistoryHandler } from '#libs/history/queries/find-ledger-history.ts';
import { FindPatientHistoryHandler } from '#libs/history/queries/find-patient-history.ts';
import { FindStatementHistoryHandler } from '#libs/history/queries/find-statement-history.ts';
import { FindTeamHistoryHandler } from '#libs/history/queries/find-team-history.ts';

@Module({
  providers: [
    FindDecisionsHandler,
    FindDutiesHandler,
    FindEffectsHandler,
    FindLedgerHistoryHandler,
    FindPatientHistoryHandler,
    FindStatementHistoryHandler,
    FindTeamHistoryHandler,
  ],
})
export class HistoryModule {}
