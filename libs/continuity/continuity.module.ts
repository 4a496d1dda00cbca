/** Losses of the log: the evidence of its witnesses, and the acknowledgement by two people. */
import { Module } from '@nestjs/common';
import { AcknowledgeLossHandler } from '#libs/continuity/commands/acknowledge-loss.ts';
import { RefuseLossReportHandler } from '#libs/continuity/commands/refuse-loss-report.ts';
import { ReportLossHandler } from '#libs/continuity/commands/report-loss.ts';
import { WithdrawLossReportHandler } from '#libs/continuity/commands/withdraw-loss-report.ts';
import { FindLossesHandler } from '#libs/continuity/queries/find-losses.ts';

@Module({
  providers: [
    ReportLossHandler,
    AcknowledgeLossHandler,
    RefuseLossReportHandler,
    WithdrawLossReportHandler,
    FindLossesHandler,
  ],
})
export class ContinuityModule {}
