/** Reads teams. */
import { Module } from '@nestjs/common';
import { EnrolmentModule } from '#libs/enrolment/enrolment.module.ts';
import { QualityModule } from '#libs/quality/quality.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { ComparisonController } from '#apps/api/teams/comparison.controller.ts';
import { IndicatorsController } from '#apps/api/teams/indicators.controller.ts';
import { TeamsController } from '#apps/api/teams/teams.controller.ts';

@Module({
  imports: [EnrolmentModule, QualityModule, StatementsModule],
  controllers: [TeamsController, IndicatorsController, ComparisonController],
})
export class TeamsModule {}
