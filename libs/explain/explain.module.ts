/** Explanations: why a statement says what it says. */
import { Module } from '@nestjs/common';
import { ExplainStatementHandler } from '#libs/explain/queries/explain-statement.ts';

@Module({ providers: [ExplainStatementHandler] })
export class ExplainModule {}
