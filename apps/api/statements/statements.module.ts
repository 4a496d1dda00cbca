/** Statements over HTTP: calculations and decisions. */
import { Module } from '@nestjs/common';
import { ExplainModule } from '#libs/explain/explain.module.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { Calculations } from '#apps/api/statements/calculations.ts';
import { ExplanationLevelController } from '#apps/api/statements/explanation-level.controller.ts';
import { StatementEvidenceController } from '#apps/api/statements/evidence.controller.ts';
import { StatementPartsController } from '#apps/api/statements/parts.controller.ts';
import { ScenariosController } from '#apps/api/statements/scenarios.controller.ts';
import { SimulationsController } from '#apps/api/statements/simulations.controller.ts';
import { StatementsController } from '#apps/api/statements/statements.controller.ts';

@Module({
  imports: [StatementsModule, ExplainModule, HistoryModule],
  controllers: [
    StatementsController,
    StatementPartsController,
    StatementEvidenceController,
    ExplanationLevelController,
    ScenariosController,
    SimulationsController,
  ],
  providers: [Calculations],
})
export class StatementRoutesModule {}
