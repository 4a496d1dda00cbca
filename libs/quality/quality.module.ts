/** Quality: the results of teams, compared with the thresholds of the year. */
import { Module } from '@nestjs/common';
import { FindTeamQualityHandler } from '#libs/quality/queries/find-team-quality.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({ imports: [RegulationModule], providers: [FindTeamQualityHandler] })
export class QualityModule {}
