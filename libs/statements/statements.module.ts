/** Statements: what was calculated, and what people decide of it. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { CalculateStatementsHandler } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { SimulateStatementsHandler } from '#libs/statements/calculation/commands/simulate-statements.ts';

@Module({
  imports: [RegulationModule],
  providers: [CalculateStatementsHandler, SimulateStatementsHandler],
})
export class StatementsModule {}
