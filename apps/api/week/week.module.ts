/** Reads the tasks and the variance report. */
import { Module } from '@nestjs/common';
import { StatementsModule } from '#libs/statements/statements.module.ts';
import { WeekModule } from '#libs/week/week.module.ts';
import { ConfirmationsController } from '#apps/api/week/confirmations.controller.ts';
import { WeekController } from '#apps/api/week/week.controller.ts';

@Module({ imports: [WeekModule, StatementsModule], controllers: [WeekController, ConfirmationsController] })
export class WeekRoutesModule {}
