/** The Nest application context of a worker: the modules whose commands its jobs run. */
import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessRecordModule } from '#libs/access-record/access-record.module.ts';
import type { Accesses } from '#libs/access-record/accesses.ts';
import { ErasureModule } from '#libs/erasure/erasure.module.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import { LettersModule } from '#libs/letters/letters.module.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { ReadModelsModule } from '#libs/read-models/read-models.module.ts';
import { ProjectionsModule } from '#libs/read-store/projections.module.ts';
import { ReplayModule } from '#libs/replay/replay.module.ts';
import { ServedStores, type Stores, StoresModule } from '#libs/runtime/stores.module.ts';
import { StatementsModule } from '#libs/statements/statements.module.ts';

@Module({})
class WorkerModule {}

/** Closes its stores when it closes. */
export function jobModules(stores: Stores, accesses: Accesses, now: () => string): Promise<INestApplicationContext> {
  // Every job names the commit of its requester; this one is for work that nobody requested.
  const programCommit = (causation: string) => ({
    recordedAt: now(),
    actor: 'worker',
    correlation: causation,
    causation,
  });
  const imports = [
    CqrsModule.forRoot(),
    StoresModule.of({
      stores,
      served: ServedStores.broughtUp(stores),
      programCommit,
      nowMs: () => Date.parse(now()),
    }),
    IntakeModule,
    StatementsModule,
    PaymentsModule,
    ReplayModule,
    ProjectionsModule,
    LettersModule,
    ReadModelsModule,
    ErasureModule,
    AccessRecordModule.of(accesses),
  ];
  return NestFactory.createApplicationContext(
    { module: WorkerModule, imports },
    { logger: false, abortOnError: false },
  );
}
