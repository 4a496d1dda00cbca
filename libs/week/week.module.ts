/** The week of an operator and the end of a year: tasks, outliers, and entries for the books. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { FindAccrualsHandler } from '#libs/week/queries/find-accruals.ts';
import { FindConfirmationsHandler } from '#libs/week/queries/find-confirmations.ts';
import { FindGeneralLedgerHandler } from '#libs/week/queries/find-general-ledger.ts';
import { FindTodoHandler } from '#libs/week/queries/find-todo.ts';
import { FindVarianceHandler } from '#libs/week/queries/find-variance.ts';
import { PageVarianceHandler } from '#libs/week/queries/page-variance.ts';
import { ReadQuarterHandler } from '#libs/week/queries/read-quarter.ts';
import { SearchHandler } from '#libs/week/queries/search.ts';
import { SumAccrualsHandler } from '#libs/week/queries/sum-accruals.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    FindAccrualsHandler,
    FindConfirmationsHandler,
    FindGeneralLedgerHandler,
    FindTodoHandler,
    FindVarianceHandler,
    PageVarianceHandler,
    ReadQuarterHandler,
    SearchHandler,
    SumAccrualsHandler,
  ],
})
export class WeekModule {}
