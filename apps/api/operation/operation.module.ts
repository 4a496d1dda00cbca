/** Health and measures of the service. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { HealthController } from '#apps/api/operation/health.controller.ts';
import { MetricsController } from '#apps/api/operation/metrics.controller.ts';
import { LifeCycle } from '#apps/operation/life-cycle.ts';
import { Metrics } from '#apps/operation/metrics.ts';
import { Readiness } from '#apps/operation/readiness.ts';
import type { Watched } from '#apps/operation/watched.ts';

@Global()
@Module({})
export class OperationModule {
  static of({ metrics, lifeCycle, readiness }: Watched): DynamicModule {
    return {
      module: OperationModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: Metrics, useValue: metrics },
        { provide: LifeCycle, useValue: lifeCycle },
        { provide: Readiness, useValue: readiness },
      ],
      exports: [Metrics, LifeCycle, Readiness],
    };
  }
}
