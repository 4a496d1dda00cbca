/** `GET /monitoring`: the experiment by scheme and period; `/monitoring/published`: its published figures beside it. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { besidePublished } from '#libs/monitoring/beside.ts';
import { schemePeriodJson } from '#libs/monitoring/monitoring-json.ts';
import { PUBLISHED_FIGURES } from '#libs/monitoring/published-figures.ts';
import { FindMonitoring } from '#libs/monitoring/queries/find-monitoring.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { IsDay, IsQuarter } from '#apps/api/http/parameters.ts';
import {
  BESIDE_COLUMNS,
  BesidePublishedPage,
  MONITORING_COLUMNS,
  SchemePeriodsPage,
  besideView,
} from '#apps/api/monitoring/monitoring.view.ts';
import { askedQuarters } from '#apps/api/statements/statements.query.ts';

class PublishedQuery extends PageQuery {
  @ApiPropertyOptional({
    description:
      'Les calculs faits comme connus ce jour-là exactement, et les équipes d’alors ; les derniers, et celles d’aujourd’hui si rien n’est dit.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

class MonitoringQuery extends PublishedQuery {
  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;

  @ApiPropertyOptional({ description: 'Premier trimestre.', example: '2023-Q1' })
  @IsOptional()
  @IsQuarter()
  from?: string;

  @ApiPropertyOptional({ description: 'Dernier trimestre.', example: '2023-Q2' })
  @IsOptional()
  @IsQuarter()
  to?: string;

  @ApiPropertyOptional({
    description: 'true compte aussi les patients entrés et sortis, ce qui relit tous les dossiers.',
    enum: ['true', 'false'],
    default: 'false',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'movements est true ou false' })
  movements?: 'true' | 'false';
}

@ApiTags('monitoring')
@Controller('monitoring')
@Allow(...STAFF)
@Reads(ROSTERS, DOSSIERS, STATEMENTS, LISTED_STATEMENTS)
export class MonitoringController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({
    operationId: 'listMonitoring',
    summary:
      'Le suivi de l’expérimentation, par expérimentation et période : patients, montants, forfait par patient, fuite, qualité, entrées et sorties.',
  })
  @ApiPage(SchemePeriodsPage, MONITORING_COLUMNS)
  async list(
    @Query() query: MonitoringQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { knownOn, scheme, movements } = query;
    const asked = { ...askedQuarters(query), scheme, withMovements: movements === 'true' };
    const { periods, movements: counted } = await this.#monitoring(knownOn, asked);
    const keyed = periods.map((one, i) => [numberKey(i), schemePeriodJson(one, counted)] as const);
    return sendPage(request, reply, await pageOf(query, request, keyed), MONITORING_COLUMNS);
  }

  @Get('published')
  @ApiOperation({
    operationId: 'listPublishedFigures',
    summary: 'Les chiffres publiés de l’expérimentation, avec leur source, à côté de ce que font les décomptes.',
  })
  @ApiPage(BesidePublishedPage, BESIDE_COLUMNS)
  async published(
    @Query() query: PublishedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { periods } = await this.#monitoring(query.knownOn, { withMovements: false });
    const keyed = besidePublished(PUBLISHED_FIGURES, periods).map((one, i) => [numberKey(i), besideView(one)] as const);
    return sendPage(request, reply, await pageOf(query, request, keyed), BESIDE_COLUMNS);
  }

  #monitoring(knownOn: string | undefined, asked: Omit<FindMonitoring['asked'], 'knownOn' | 'isOfDay'>) {
    return this.#queries.execute(
      new FindMonitoring({ ...asked, knownOn: knownDay(knownOn), isOfDay: knownOn !== undefined }),
    );
  }
}
