/** Statements: what was calculated and what was decided. */
import { Module } from '@nestjs/common';
import { HistoryModule } from '#libs/history/history.module.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import { LedgerEntries } from '#apps/api/statements/entries.ts';
import { StatementEvidenceController } from '#apps/api/statements/evidence.controller.ts';
import { StatementPartsController } from '#apps/api/statements/parts.controller.ts';
import { StatementsController } from '#apps/api/statements/statements.controller.ts';

@Module({
  imports: [HistoryModule],
  controllers: [StatementsController, StatementPartsController, StatementEvidenceController],
  providers: [Calculations, LedgerEntries],
})
export class StatementsModule {}
