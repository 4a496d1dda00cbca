/** Close-outs: the end of a team or a scheme, with a final statement, by two people. */
import { Module } from '@nestjs/common';
import { ConfirmClosingHandler } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosingHandler } from '#libs/closing/commands/propose-closing.ts';
import { ProposeReopeningHandler } from '#libs/closing/commands/propose-reopening.ts';
import { RefuseClosingHandler } from '#libs/closing/commands/refuse-closing.ts';
import { WithdrawClosingHandler } from '#libs/closing/commands/withdraw-closing.ts';
import { FindClosingsHandler } from '#libs/closing/queries/find-closings.ts';
import { ReadClosingHandler } from '#libs/closing/queries/read-closing.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    ProposeClosingHandler,
    ProposeReopeningHandler,
    ConfirmClosingHandler,
    RefuseClosingHandler,
    WithdrawClosingHandler,
    ReadClosingHandler,
    FindClosingsHandler,
  ],
})
export class ClosingModule {}
