/** The modules that only read, one per capability. */
import type { Type } from '@nestjs/common';
import { PatientsModule } from '#apps/api/patients/patients.module.ts';
import { ProjectionRoutesModule } from '#apps/api/projections/projections.module.ts';
import { ReceivedModule } from '#apps/api/intake/received/received.module.ts';
import { ReplayRoutesModule } from '#apps/api/replays/replays.module.ts';
import { StreamRoutesModule } from '#apps/api/streams/streams.module.ts';
import { TeamsModule } from '#apps/api/teams/teams.module.ts';
import { WeekRoutesModule } from '#apps/api/week/week.module.ts';

export const QUERIES: readonly Type[] = [
  TeamsModule,
  PatientsModule,
  ReceivedModule,
  ProjectionRoutesModule,
  StreamRoutesModule,
  WeekRoutesModule,
  ReplayRoutesModule,
];
