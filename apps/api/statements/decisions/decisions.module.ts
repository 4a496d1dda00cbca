/** Decisions on statements. */
import { Module } from '@nestjs/common';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { BulkDecisionsController } from '#apps/api/statements/decisions/bulk-decisions.controller.ts';
import { DecisionsController } from '#apps/api/statements/decisions/decisions.controller.ts';

@Module({ imports: [StatementsModule], controllers: [DecisionsController, BulkDecisionsController] })
export class DecisionsModule {}
