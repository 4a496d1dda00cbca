/** Close-outs: the end of a team or a scheme, with a final statement, by two people. */
import { Module } from '@nestjs/common';
import { ConfirmClosingHandler } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosingHandler } from '#libs/closing/commands/propose-closing.ts';
import { SettleClosingHandler } from '#libs/closing/commands/settle-closing.ts';
import { FindClosingsHandler } from '#libs/closing/queries/find-closings.ts';
import { ReadClosingHandler } from '#libs/closing/queries/read-closing.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    ProposeClosingHandler,
    ConfirmClosingHandler,
    SettleClosingHandler,
    ReadClosingHandler,
    FindClosingsHandler,
  ],
})
export class ClosingModule {}
