/** Statements: what was calculated and what was decided. */
import { Module } from '@nestjs/common';
import { StatementsController } from '#apps/api/statements/statements.controller.ts';

@Module({ controllers: [StatementsController] })
export class StatementsModule {}
