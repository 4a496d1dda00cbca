/** Records national figures one at a time: thresholds of the indicators, poverty rates, mean spending. */
import { Module } from '@nestjs/common';
import { NationalFactsController } from '#apps/api/intake/facts/national/national-facts.controller.ts';
import { FactRecorderModule } from '#apps/api/intake/facts/fact-recorder.module.ts';

@Module({ imports: [FactRecorderModule], controllers: [NationalFactsController] })
export class NationalFactsModule {}
