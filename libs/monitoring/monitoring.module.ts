/** Monitoring of the experiment: how it goes by scheme and period, beside what has been published of it. */
import { Module } from '@nestjs/common';
import { FindMonitoringHandler } from '#libs/monitoring/queries/find-monitoring.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({ imports: [RegulationModule], providers: [FindMonitoringHandler] })
export class MonitoringModule {}
