/** Health and metrics of the service. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { HealthController } from '#apps/api/health/health.controller.ts';
import { MetricsController } from '#apps/api/health/metrics.controller.ts';
import { LifeCycle } from '#libs/observability/life-cycle.ts';
import { Metrics } from '#libs/observability/metrics.ts';
import { Readiness } from '#libs/observability/readiness.ts';
import type { WatchedService } from '#libs/runtime/watched.ts';

@Global()
@Module({})
export class OperationModule {
  static of({ metrics, lifeCycle, readiness }: WatchedService): DynamicModule {
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
