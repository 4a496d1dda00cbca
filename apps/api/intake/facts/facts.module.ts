/** Records single facts, with a module per capability. */
import { Module } from '@nestjs/common';
import { ActsFactsModule } from '#apps/api/intake/facts/acts/acts-facts.module.ts';
import { EnrolmentFactsModule } from '#apps/api/intake/facts/enrolment/enrolment-facts.module.ts';
import { NationalFactsModule } from '#apps/api/intake/facts/national/national-facts.module.ts';
import { QualityFactsModule } from '#apps/api/intake/facts/quality/quality-facts.module.ts';
import { SpendingFactsModule } from '#apps/api/intake/facts/spending/spending-facts.module.ts';

@Module({
  imports: [EnrolmentFactsModule, ActsFactsModule, QualityFactsModule, SpendingFactsModule, NationalFactsModule],
})
export class FactsModule {}
