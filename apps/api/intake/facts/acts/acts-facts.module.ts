/** Records acts, one at a time. */
import { Module } from '@nestjs/common';
import { ActsFactsController } from '#apps/api/intake/facts/acts/acts-facts.controller.ts';
import { FactRecorderModule } from '#apps/api/intake/facts/fact-recorder.module.ts';

@Module({ imports: [FactRecorderModule], controllers: [ActsFactsController] })
export class ActsFactsModule {}
