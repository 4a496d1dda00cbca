/** Records the spending of patients, one fact at a time. */
import { Module } from '@nestjs/common';
import { SpendingFactsController } from '#apps/api/intake/facts/spending/spending-facts.controller.ts';
import { FactRoutesModule } from '#apps/api/intake/facts/fact-routes.module.ts';

@Module({ imports: [FactRoutesModule], controllers: [SpendingFactsController] })
export class SpendingFactsModule {}
