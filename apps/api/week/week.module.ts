/** Reads the tasks and the variance report. */
import { Module } from '@nestjs/common';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { ConfirmationsController } from '#apps/api/week/confirmations.controller.ts';
import { BooksController } from '#apps/api/week/books.controller.ts';
import { SearchController } from '#apps/api/week/search.controller.ts';
import { VariancePageController } from '#apps/api/week/variance-page.controller.ts';
import { WeekController } from '#apps/api/week/week.controller.ts';

@Module({
  imports: [WeekModule, StatementsModule],
  controllers: [WeekController, VariancePageController, ConfirmationsController, SearchController, BooksController],
})
export class WeekRoutesModule {}
