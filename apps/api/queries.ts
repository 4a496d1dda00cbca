/** The modules that only read, one per capability. */
import type { Type } from '@nestjs/common';
import { LedgersModule } from '#apps/api/ledgers/ledgers.module.ts';
import { ProjectionsModule } from '#apps/api/projections/projections.module.ts';
import { ReceivedModule } from '#apps/api/received/received.module.ts';
import { StreamsModule } from '#apps/api/streams/streams.module.ts';

export const QUERIES: readonly Type[] = [LedgersModule, ReceivedModule, ProjectionsModule, StreamsModule];
