/** Monitoring over HTTP. */
import { Module } from '@nestjs/common';
import { MonitoringModule } from '#libs/monitoring/monitoring.module.ts';
import { MonitoringController } from '#apps/api/monitoring/monitoring.controller.ts';

@Module({ imports: [MonitoringModule], controllers: [MonitoringController] })
export class MonitoringRoutesModule {}
