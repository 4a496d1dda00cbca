/** What the jobs of a worker are done with: a Nest application context of the modules whose commands they run. */
import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { ProjectionsModule } from '#libs/read-store/projections.module.ts';
import { ReplayModule } from '#libs/replay/replay.module.ts';
import { ServedStores, type Stores, StoresModule } from '#libs/runtime/stores.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';

@Module({})
class WorkerModule {}

/** Closing it closes the stores. */
export function jobModules(stores: Stores, now: () => string): Promise<INestApplicationContext> {
  // Every job gives the commit of who asked for it; this is of what none asked for.
  const programCommit = (causation: string) => ({
    recordedAt: now(),
    actor: 'worker',
    correlation: causation,
    causation,
  });
  const imports = [
    CqrsModule.forRoot(),
    StoresModule.of({ stores, served: ServedStores.broughtUp(stores), programCommit }),
    IntakeModule,
    StatementsModule,
    PaymentsModule,
    ReplayModule,
    ProjectionsModule,
  ];
  return NestFactory.createApplicationContext(
    { module: WorkerModule, imports },
    { logger: false, abortOnError: false },
  );
}
