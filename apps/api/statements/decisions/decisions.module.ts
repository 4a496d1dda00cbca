/** Decisions on statements. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import {
  ApproveStatementsHandler,
  RegulariseStatementHandler,
  RejectStatementsHandler,
  SubmitStatementsHandler,
  WithdrawStatementsHandler,
} from '#apps/api/statements/decisions/decisions.commands.ts';
import { DecisionsController } from '#apps/api/statements/decisions/decisions.controller.ts';

@Module({
  imports: [RegulationModule],
  controllers: [DecisionsController],
  providers: [
    SubmitStatementsHandler,
    ApproveStatementsHandler,
    RejectStatementsHandler,
    WithdrawStatementsHandler,
    RegulariseStatementHandler,
  ],
})
export class DecisionsModule {}
