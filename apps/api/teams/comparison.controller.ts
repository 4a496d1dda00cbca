/** `GET /teams/{team}/comparison`: the amounts of a team under several schemes, and under payment by the act, on its own history. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { quarterFromText } from '#libs/kernel/day.ts';
import { type ComparisonAsked, CompareSchemes } from '#libs/statements/queries/compare-schemes.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName, TeamParams } from '#apps/api/http/fields.ts';
import { IsQuarter, KnownOnQuery, refuseReversed } from '#apps/api/http/parameters.ts';
import { ComparisonView, comparisonView } from '#apps/api/teams/comparison.view.ts';

const NAMES = /^[\w-]{1,64}(?:,[\w-]{1,64}){0,9}$/;

export class ComparisonQuery extends KnownOnQuery {
  @ApiPropertyOptional({
    description: 'De 1 à 10 régimes, séparés par des virgules ; FEE_FOR_SERVICE est le paiement à l’acte. Tous sinon.',
    example: 'PEPS,PRIMORDIAL,FORFAIT_EQUIPE,FEE_FOR_SERVICE',
  })
  @IsOptional()
  @Matches(NAMES, { message: 'schemes nomme de 1 à 10 régimes, séparés par des virgules' })
  schemes?: string;

  @ApiPropertyOptional({ description: 'Premier trimestre ; sinon l’entrée de l’équipe.', example: '2023-Q1' })
  @IsOptional()
  @IsQuarter()
  from?: string;

  @ApiPropertyOptional({ description: 'Dernier trimestre ; sinon le dernier fini.', example: '2023-Q2' })
  @IsOptional()
  @IsQuarter()
  to?: string;

  @ApiPropertyOptional({ description: 'Option, où le régime l’a ; sinon celle de l’équipe.', example: 'ALL' })
  @IsOptional()
  @IsName()
  option?: string;

  @ApiPropertyOptional({ description: 'Périmètre, où le régime l’a ; sinon celui de l’équipe.', example: 'GP+NURSE' })
  @IsOptional()
  @Matches(/^\w{1,64}(?:\+\w{1,64}){0,9}$/, { message: 'scope est un périmètre, comme GP ou GP+NURSE' })
  scope?: string;
}

@ApiTags('teams')
@Controller('teams')
@Allow(...STAFF)
@Reads(ROSTERS, DOSSIERS)
export class ComparisonController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get(':team/comparison')
  @ApiOperation({
    operationId: 'compareSchemes',
    summary:
      'Ce qu’une équipe toucherait sous plusieurs régimes, et à l’acte, sur son propre passé. Rien ne s’en décide.',
  })
  @ApiOkResponse({ type: ComparisonView })
  async compare(@Param() { team }: TeamParams, @Query() query: ComparisonQuery): Promise<ComparisonView> {
    return comparisonView(await this.#queries.execute(new CompareSchemes(team, comparisonOfQuery(query))));
  }
}

/** Throws Problem if the first quarter is after the last. */
export function comparisonOfQuery({ knownOn, schemes, from, to, option, scope }: ComparisonQuery): ComparisonAsked {
  if (from !== undefined && to !== undefined) refuseReversed(from, to);
  return {
    knownOn: knownDay(knownOn),
    ...(schemes === undefined ? {} : { schemes: schemes.split(',') }),
    ...(option === undefined ? {} : { option }),
    ...(scope === undefined ? {} : { scope }),
    range: {
      ...(from === undefined ? {} : { from: quarterFromText(from) }),
      ...(to === undefined ? {} : { to: quarterFromText(to) }),
    },
  };
}
