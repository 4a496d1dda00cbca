/** Decisions on statements. */
import { Module } from '@nestjs/common';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { DecisionsController } from '#apps/api/statements/decisions/decisions.controller.ts';

@Module({ imports: [StatementsModule], controllers: [DecisionsController] })
export class DecisionsModule {}
