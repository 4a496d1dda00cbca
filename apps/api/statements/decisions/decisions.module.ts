/** Decisions on statements. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import {
  DecideStatementsHandler,
  DraftRegularisationHandler,
} from '#apps/api/statements/decisions/decisions.commands.ts';
import { DecisionsController } from '#apps/api/statements/decisions/decisions.controller.ts';

@Module({
  imports: [RegulationModule],
  controllers: [DecisionsController],
  providers: [DecideStatementsHandler, DraftRegularisationHandler],
})
export class DecisionsModule {}
