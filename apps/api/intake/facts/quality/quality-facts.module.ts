/** Records quality results of teams, one fact at a time. */
import { Module } from '@nestjs/common';
import { QualityFactsController } from '#apps/api/intake/facts/quality/quality-facts.controller.ts';
import { FactRoutesModule } from '#apps/api/intake/facts/fact-routes.module.ts';

@Module({ imports: [FactRoutesModule], controllers: [QualityFactsController] })
export class QualityFactsModule {}
