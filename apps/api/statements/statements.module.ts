/** Statements: what was calculated and what was decided. */
import { Module } from '@nestjs/common';
import { Calculations } from '#apps/api/statements/calculations.ts';
import { StatementPartsController } from '#apps/api/statements/parts.controller.ts';
import { StatementsController } from '#apps/api/statements/statements.controller.ts';

@Module({
  controllers: [StatementsController, StatementPartsController],
  providers: [Calculations],
})
export class StatementsModule {}
