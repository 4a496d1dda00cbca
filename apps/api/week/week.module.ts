/** What there is to do, and what is out of line. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { WeekController } from '#apps/api/week/week.controller.ts';

@Module({ imports: [RegulationModule], controllers: [WeekController] })
export class WeekModule {}
