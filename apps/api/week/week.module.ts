/** What there is to do, and what is out of line. */
import { Module } from '@nestjs/common';
import { WeekController } from '#apps/api/week/week.controller.ts';

@Module({ controllers: [WeekController] })
export class WeekModule {}
