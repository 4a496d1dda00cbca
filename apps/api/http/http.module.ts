/** Providers of every route. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { Limits } from '#apps/api/environment.ts';
import { AfterGuard, LIMITS } from '#apps/api/http/after.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { EveryFault } from '#apps/api/http/every-fault.ts';
import { KnownTeamPipe } from '#apps/api/http/known-team.ts';
import { ProblemFilter } from '#apps/api/http/problem.filter.ts';
import { RouteTable } from '#apps/api/http/protection.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import { ShapePipe } from '#apps/api/http/validation.ts';

@Global()
@Module({})
export class HttpModule {
  static of(limits: Limits, routes: RouteTable): DynamicModule {
    return {
      module: HttpModule,
      providers: [
        { provide: LIMITS, useValue: limits },
        { provide: RouteTable, useValue: routes },
        Commands,
        { provide: APP_FILTER, useClass: ProblemFilter },
        ShapePipe,
        EveryFault,
        { provide: APP_PIPE, useExisting: ShapePipe },
        { provide: APP_PIPE, useClass: KnownTeamPipe },
        AfterGuard,
        ServedTexts,
      ],
      exports: [LIMITS, Commands, AfterGuard, ServedTexts],
    };
  }
}
