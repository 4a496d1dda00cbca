/** Statements: what was calculated, and what people decide of it. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { CalculateStatementsHandler } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { SimulateStatementsHandler } from '#libs/statements/calculation/commands/simulate-statements.ts';
import { ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RegulariseStatementHandler } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatementsHandler } from '#libs/statements/workflow/commands/withdraw-statements.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    CalculateStatementsHandler,
    SimulateStatementsHandler,
    SubmitStatementsHandler,
    ApproveStatementsHandler,
    RejectStatementsHandler,
    WithdrawStatementsHandler,
    RegulariseStatementHandler,
  ],
})
export class StatementsModule {}
