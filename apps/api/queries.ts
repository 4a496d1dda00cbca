/** The modules that only read, one per capability. */
import type { Type } from '@nestjs/common';
import { LedgersModule } from '#apps/api/payments/ledger/ledgers.module.ts';
import { PatientsModule } from '#apps/api/patients/patients.module.ts';
import { ProjectionsModule } from '#apps/api/projections/projections.module.ts';
import { ReceivedModule } from '#apps/api/intake/received/received.module.ts';
import { StreamsModule } from '#apps/api/streams/streams.module.ts';
import { TeamsModule } from '#apps/api/teams/teams.module.ts';
import { WeekModule } from '#apps/api/week/week.module.ts';

export const QUERIES: readonly Type[] = [
  TeamsModule,
  PatientsModule,
  LedgersModule,
  ReceivedModule,
  ProjectionsModule,
  StreamsModule,
  WeekModule,
];
