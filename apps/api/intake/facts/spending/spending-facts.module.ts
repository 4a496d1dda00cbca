/** Records the spending of patients, one fact at a time. */
import { Module } from '@nestjs/common';
import { SpendingFactsController } from '#apps/api/intake/facts/spending/spending-facts.controller.ts';
import { FactRecorderModule } from '#apps/api/intake/facts/fact-recorder.module.ts';

@Module({ imports: [FactRecorderModule], controllers: [SpendingFactsController] })
export class SpendingFactsModule {}
