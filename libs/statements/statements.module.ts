/** Statements: their calculation, their files, and the decisions of people about them. */
import { CountErasedHandler } from '#libs/erasure/queries/count-erased.ts';
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { CalculateStatementsHandler } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { MeasureSimulationHandler } from '#libs/statements/calculation/commands/measure-simulation.ts';
import { ExportStatementsHandler } from '#libs/statements/outputs/commands/export-statements.ts';
import { KeptEntries } from '#libs/statements/outputs/kept-entries.ts';
import { CheckWhatIfHandler } from '#libs/statements/queries/check-what-if.ts';
import { FindActLedgerEntriesHandler } from '#libs/statements/queries/find-act-ledger-entries.ts';
import { FindCalculationHandler } from '#libs/statements/queries/find-calculation.ts';
import { FindDecisionHandler } from '#libs/statements/queries/find-decision.ts';
import { FindFollowedIndicatorsHandler } from '#libs/statements/queries/find-followed-indicators.ts';
import { FindIndicatorsHandler } from '#libs/statements/queries/find-indicators.ts';
import { FindReferencesHandler } from '#libs/statements/queries/find-references.ts';
import { FindRegularisationsHandler } from '#libs/statements/queries/find-regularisations.ts';
import { CompareScenariosHandler } from '#libs/statements/queries/compare-scenarios.ts';
import { CompareSchemesHandler } from '#libs/statements/queries/compare-schemes.ts';
import { CompareSimulationsHandler } from '#libs/statements/queries/compare-simulations.ts';
import { ReadSimulatedSourceHandler } from '#libs/statements/queries/read-simulated-source.ts';
import { FindSimulationsHandler } from '#libs/statements/queries/find-simulations.ts';
import { ReadSimulationHandler } from '#libs/statements/queries/read-simulation.ts';
import { FindMergeEffectHandler } from '#libs/statements/queries/find-merge-effect.ts';
import { FindStatementHandler } from '#libs/statements/queries/find-statement.ts';
import { FindStatementsHandler } from '#libs/statements/queries/find-statements.ts';
import { GatherBasisHandler } from '#libs/statements/recomputation/queries/gather-basis.ts';
import { KeepPatientIndexHandler } from '#libs/statements/recomputation/commands/keep-patient-index.ts';
import { RecomputeStatementsHandler } from '#libs/statements/recomputation/commands/recompute-statements.ts';
import { SumStatementsHandler } from '#libs/statements/queries/sum-statements.ts';
import { ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RegulariseStatementHandler } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RegulariseStatementsHandler } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatementsHandler } from '#libs/statements/workflow/commands/withdraw-statements.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    CountErasedHandler,
    { provide: KeptEntries, inject: [ServedStores], useFactory: (stores: ServedStores) => new KeptEntries(stores) },
    CalculateStatementsHandler,
    MeasureSimulationHandler,
    CheckWhatIfHandler,
    FindSimulationsHandler,
    ReadSimulationHandler,
    CompareSimulationsHandler,
    CompareScenariosHandler,
    CompareSchemesHandler,
    ReadSimulatedSourceHandler,
    KeepPatientIndexHandler,
    RecomputeStatementsHandler,
    GatherBasisHandler,
    ExportStatementsHandler,
    FindActLedgerEntriesHandler,
    FindCalculationHandler,
    FindReferencesHandler,
    FindFollowedIndicatorsHandler,
    FindIndicatorsHandler,
    FindMergeEffectHandler,
    FindStatementHandler,
    FindDecisionHandler,
    FindStatementsHandler,
    SumStatementsHandler,
    SubmitStatementsHandler,
    ApproveStatementsHandler,
    RejectStatementsHandler,
    WithdrawStatementsHandler,
    RegulariseStatementHandler,
    RegulariseStatementsHandler,
    FindRegularisationsHandler,
  ],
})
export class StatementsModule {}
