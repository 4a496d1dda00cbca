/** Records national figures one at a time: thresholds of the indicators, poverty rates, mean spending. */
import { Module } from '@nestjs/common';
import { NationalFactsController } from '#apps/api/intake/facts/national/national-facts.controller.ts';
import { FactRoutesModule } from '#apps/api/intake/facts/fact-routes.module.ts';

@Module({ imports: [FactRoutesModule], controllers: [NationalFactsController] })
export class NationalFactsModule {}
