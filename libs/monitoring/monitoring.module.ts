/** Monitoring of the experiment: figures by scheme and period, compared with published figures. */
import { Module } from '@nestjs/common';
import { FindMonitoringHandler } from '#libs/monitoring/queries/find-monitoring.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({ imports: [RegulationModule], providers: [FindMonitoringHandler] })
export class MonitoringModule {}
