/** Records acts, one at a time. */
import { Module } from '@nestjs/common';
import { ActsFactsController } from '#apps/api/intake/facts/acts/acts-facts.controller.ts';
import { FactRoutesModule } from '#apps/api/intake/facts/fact-routes.module.ts';

@Module({ imports: [FactRoutesModule], controllers: [ActsFactsController] })
export class ActsFactsModule {}
