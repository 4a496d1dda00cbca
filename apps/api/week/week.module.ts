/** What there is to do, and what is out of line. */
import { Module } from '@nestjs/common';
import { WeekModule } from '#libs/week/week.module.ts';
import { WeekController } from '#apps/api/week/week.controller.ts';

@Module({ imports: [WeekModule], controllers: [WeekController] })
export class WeekRoutesModule {}
