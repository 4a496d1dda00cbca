/** Explanations of a statement's figures. */
import { Module } from '@nestjs/common';
import { KeptExplanations } from '#libs/explain/kept-explanations.ts';
import { ExplainLevelHandler } from '#libs/explain/queries/explain-level.ts';
import { ExplainLinesHandler } from '#libs/explain/queries/explain-lines.ts';
import { ExplainPaymentHandler } from '#libs/explain/queries/explain-payment.ts';
import { ExplainStatementHandler } from '#libs/explain/queries/explain-statement.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

@Module({
  providers: [
    {
      provide: KeptExplanations,
      inject: [ServedStores],
      useFactory: (stores: ServedStores) => new KeptExplanations(stores),
    },
    ExplainStatementHandler,
    ExplainPaymentHandler,
    ExplainLevelHandler,
    ExplainLinesHandler,
  ],
})
export class ExplainModule {}
