/** Records quality results of teams, one fact at a time. */
import { Module } from '@nestjs/common';
import { QualityFactsController } from '#apps/api/intake/facts/quality/quality-facts.controller.ts';
import { FactRecorderModule } from '#apps/api/intake/facts/fact-recorder.module.ts';

@Module({ imports: [FactRecorderModule], controllers: [QualityFactsController] })
export class QualityFactsModule {}
