/** Statements: what was calculated, and what people decide of it. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { CalculateStatementsHandler } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { SimulateStatementsHandler } from '#libs/statements/calculation/commands/simulate-statements.ts';
import { ExportStatementsHandler } from '#libs/statements/outputs/commands/export-statements.ts';
import { KeptEntries } from '#libs/statements/outputs/kept-entries.ts';
import { FindActLedgerEntriesHandler } from '#libs/statements/queries/find-act-ledger-entries.ts';
import { FindCalculationHandler } from '#libs/statements/queries/find-calculation.ts';
import { FindReferencesHandler } from '#libs/statements/queries/find-references.ts';
import { FindStatementHandler } from '#libs/statements/queries/find-statement.ts';
import { FindStatementsHandler } from '#libs/statements/queries/find-statements.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    { provide: KeptEntries, inject: [ServedStores], useFactory: (stores: ServedStores) => new KeptEntries(stores) },
    CalculateStatementsHandler,
    SimulateStatementsHandler,
    ExportStatementsHandler,
    FindActLedgerEntriesHandler,
    FindCalculationHandler,
    FindReferencesHandler,
    FindStatementHandler,
    FindStatementsHandler,
  ],
})
export class StatementsModule {}
