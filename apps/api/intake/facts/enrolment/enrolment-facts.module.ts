/** Records teams, their phases, members and money, and patients with their coverage and treating doctor, one fact at a time. */
import { Module } from '@nestjs/common';
import { EnrolmentFactsController } from '#apps/api/intake/facts/enrolment/enrolment-facts.controller.ts';
import { FactRoutesModule } from '#apps/api/intake/facts/fact-routes.module.ts';

@Module({ imports: [FactRoutesModule], controllers: [EnrolmentFactsController] })
export class EnrolmentFactsModule {}
