/** `GET /teams` and `GET /teams/{team}`: the teams, as known on a day, their quality and their indicators followed. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindTeam } from '#libs/enrolment/queries/find-team.ts';
import { FindTeams } from '#libs/enrolment/queries/find-teams.ts';
import { FindTeamQuality } from '#libs/quality/queries/find-team-quality.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { FindFollowedIndicators } from '#libs/statements/queries/find-followed-indicators.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { IsDay, KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { FOLLOWED_COLUMNS, FollowedIndicatorsPage, followedView } from '#apps/api/teams/followed.view.ts';
import { TeamQualityView, teamQualityView } from '#apps/api/teams/quality.view.ts';
import { TEAM_COLUMNS, TeamView, TeamsPage, listedTeam, teamView } from '#apps/api/teams/team.views.ts';

class TeamsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;

  @ApiPropertyOptional({ description: 'Une seule phase, ce jour-là.', example: 'FORFAIT' })
  @IsOptional()
  @IsName()
  phase?: string;

  @ApiPropertyOptional({ description: 'Une seule commune (code INSEE).', example: '92036' })
  @IsOptional()
  @Matches(/^\w{5}$/, { message: 'commune est un code INSEE de cinq caractères, comme 38185' })
  commune?: string;

  @ApiPropertyOptional({
    description: 'Telles que connues ce jour-là ; aujourd’hui si rien n’est dit.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

class FollowedQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Tels que connus ce jour-là ; aujourd’hui si rien n’est dit.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

@ApiTags('teams')
@Controller('teams')
@Allow(...STAFF, 'team', 'service')
@Reads(ROSTERS)
export class TeamsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({ operationId: 'listTeams', summary: 'Les équipes, par identifiant, telles que connues un jour.' })
  @ApiPage(TeamsPage, TEAM_COLUMNS)
  async list(
    @Query() query: TeamsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { scheme, phase, commune, knownOn } = query;
    const filter = { team: teamToRead(undefined, caller), scheme, phase, commune };
    const { items, next } = await this.#queries.execute(
      new FindTeams(knownDay(knownOn), filter, pageRequest(query, request)),
    );
    return sendPage(request, reply, { items: items.map(listedTeam), next }, TEAM_COLUMNS);
  }

  @Get(':team')
  @ApiOperation({ operationId: 'readTeam', summary: 'Une équipe : phases, professionnels, qualité, crédits.' })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiOkResponse({ type: TeamView })
  async read(@Param('team') team: string, @Query() { knownOn }: KnownOnQuery): Promise<Readonly<TeamView>> {
    const known = knownDay(knownOn);
    const found = await this.#queries.execute(new FindTeam(team, known));
    if (found === undefined) throw noTeam(team);
    return teamView(found, known);
  }

  @Get(':team/quality')
  @ApiOperation({
    operationId: 'readTeamQuality',
    summary: 'Les résultats de qualité d’une équipe, à côté des seuils de l’année, et la note qu’ils donnent.',
  })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiOkResponse({ type: TeamQualityView })
  async quality(@Param('team') team: string, @Query() { knownOn }: KnownOnQuery): Promise<TeamQualityView> {
    const known = knownDay(knownOn);
    const found = await this.#queries.execute(new FindTeamQuality(team, known));
    if (found === undefined) throw noTeam(team);
    return teamQualityView(team, known, found);
  }

  @Get(':team/indicators')
  @Allow(...STAFF)
  @Reads(ROSTERS, DOSSIERS)
  @ApiOperation({
    operationId: 'listTeamIndicators',
    summary:
      'Les indicateurs suivis d’une équipe, par année : tendance, distance de la note suivante, et ce qu’elle vaut en recalculant les décomptes qui en dépendent.',
  })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiPage(FollowedIndicatorsPage, FOLLOWED_COLUMNS)
  async indicators(
    @Param('team') team: string,
    @Query() query: FollowedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindFollowedIndicators(team, knownDay(query.knownOn)));
    if (found === undefined) throw noTeam(team);
    const keyed = found.map((one, i) => [numberKey(i), followedView(team, one)] as const);
    return sendPage(request, reply, await pageOf(query, request, keyed), FOLLOWED_COLUMNS);
  }
}

function noTeam(team: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas d’équipe ${team} connue ce jour-là ; /teams les montre`);
}
