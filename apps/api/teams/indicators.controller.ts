/** `GET /indicators`: the followed indicators of every team. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { FindIndicators } from '#libs/statements/queries/find-indicators.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { IsDay } from '#apps/api/http/parameters.ts';
import { INDICATOR_COLUMNS, TeamIndicatorsPage, teamIndicatorView } from '#apps/api/teams/followed.view.ts';

class IndicatorsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;

  @ApiPropertyOptional({ description: 'Une seule année de résultats.', example: '2022' })
  @IsOptional()
  @Matches(/^\d{4}$/, { message: 'year est une année de quatre chiffres' })
  year?: string;

  @ApiPropertyOptional({
    description: 'Tels que connus ce jour-là ; aujourd’hui si rien n’est dit.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

@ApiTags('teams')
@Controller('indicators')
@Allow(...STAFF)
@Reads(ROSTERS, DOSSIERS)
export class IndicatorsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({
    operationId: 'listIndicators',
    summary:
      'Les indicateurs suivis de toutes les équipes, par équipe et année : tendance, distance de la note suivante, et ce qu’elle vaut.',
  })
  @ApiPage(TeamIndicatorsPage, INDICATOR_COLUMNS)
  async list(
    @Query() query: IndicatorsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { scheme, year, knownOn } = query;
    const asked = { knownOn: knownDay(knownOn), scheme, year: year === undefined ? undefined : Number(year) };
    const found = await this.#queries.execute(new FindIndicators(asked));
    const keyed = found.map((one, i) => [numberKey(i), one] as const);
    const { items, next } = await pageOf(query, request, keyed);
    // Views of the page alone: the worth of each indicator is calculated as it is read.
    return sendPage(request, reply, { items: items.map(teamIndicatorView), next }, INDICATOR_COLUMNS);
  }
}
