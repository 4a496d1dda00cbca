/** `GET /teams` and `GET /teams/{team}`: the teams, as known on a day. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Day } from '#libs/kernel/day.ts';
import { ROSTERS, TEAM_PREFIX, readTeam } from '#libs/enrolment/rosters.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, keyOfCursor, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { IsDay, KnownOnQuery } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import {
  type ListedTeamView,
  TEAM_COLUMNS,
  TeamView,
  TeamsPage,
  listedTeam,
  teamView,
} from '#apps/api/teams/team.views.ts';

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

@ApiTags('teams')
@Controller('teams')
@Allow(...STAFF, 'team', 'service')
@Reads(ROSTERS)
export class TeamsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
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
    const only = teamToRead(undefined, caller);
    const isAsked = (view: ListedTeamView): boolean =>
      (only ?? view.team) === view.team &&
      (scheme ?? view.scheme) === view.scheme &&
      (phase ?? view.phase) === view.phase &&
      (commune ?? view.commune) === view.commune;
    const documents = await this.#stores.readStore.serving(ROSTERS);
    const teams = listed(documents, keyOfCursor(query, request), knownDay(knownOn), isAsked);
    return sendPage(request, reply, await pageOf(query, request, teams), TEAM_COLUMNS);
  }

  @Get(':team')
  @ApiOperation({ operationId: 'readTeam', summary: 'Une équipe : phases, professionnels, qualité, crédits.' })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiOkResponse({ type: TeamView })
  async read(@Param('team') team: string, @Query() { knownOn }: KnownOnQuery): Promise<TeamView> {
    const key = TEAM_PREFIX + team;
    const text = (await (await this.#stores.readStore.serving(ROSTERS)).get([key])).get(key);
    const view = text === undefined ? undefined : teamView(readTeam(text), knownDay(knownOn));
    if (view === undefined)
      throw new Problem(404, 'not-found', `il n’y a pas d’équipe ${team} connue ce jour-là ; /teams les montre`);
    return view;
  }
}

async function* listed(
  documents: DocumentStore,
  after: string,
  known: Day,
  isAsked: (team: ListedTeamView) => boolean,
): AsyncIterable<readonly (readonly [string, ListedTeamView])[]> {
  for await (const batch of documents.scan(TEAM_PREFIX, { after: TEAM_PREFIX + after }))
    for (const [key, text] of batch) {
      // One at a time: a page needs no more of a batch than it shows.
      const view = teamView(readTeam(text), known);
      if (view !== undefined && isAsked(view)) yield [[key.slice(TEAM_PREFIX.length), listedTeam(view)]];
    }
}
