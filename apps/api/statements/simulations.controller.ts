/** `GET /simulations`: what-ifs that were calculated, and the effect of one, statement by statement. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '#libs/kernel/page.ts';
import {
  type SimulationEffect,
  type StatementEffect,
  totalsOf,
} from '#libs/statements/calculation/simulation-effect.ts';
import { FindSimulations, ReadSimulation } from '#libs/statements/queries/find-simulations.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

class SimulationView {
  @ApiProperty({ example: 'presence-au-jour' }) simulation!: string;
  @ApiProperty({ description: 'Qui l’a demandée.', example: 'Alice' }) requestedBy!: string;
  @ApiProperty({ example: '2026-11-26T08:30:00.000Z' }) requestedAt!: string;
  @ApiProperty({ example: '2023-Q1' }) from!: string;
  @ApiProperty({ example: '2023-Q2' }) to!: string;
  @ApiProperty({ example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({ description: 'Une seule équipe ; null : toutes.', type: String, nullable: true, example: null })
  team!: string | null;
  @ApiProperty({ description: 'Paramètres remplacés.', type: Object, example: { presence: 'DAYS' } })
  parameters!: object;
  @ApiProperty({ description: 'La version qu’elle change.', example: '2026-12' }) regulationVersion!: string;
  @ApiProperty({ description: 'Décomptes calculés.', example: 120 }) statements!: number;
  @ApiProperty({ description: 'Décomptes qui changent.', example: 31 }) changed!: number;
  @ApiProperty({ description: 'Sous la réglementation en vigueur, en centimes.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Dans la simulation, en centimes.', example: '5582' }) afterCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

class SimulationsPage extends ListOf {
  @ApiProperty({ type: [SimulationView] }) items!: SimulationView[];
}

const COLUMNS: Columns<SimulationView> = {
  simulation: ({ simulation }) => simulation,
  requested_by: ({ requestedBy }) => requestedBy,
  requested_at: ({ requestedAt }) => requestedAt,
  from: ({ from }) => from,
  to: ({ to }) => to,
  known_on: ({ knownOn }) => knownOn,
  statements: ({ statements }) => statements,
  changed: ({ changed }) => changed,
  before_cents: ({ beforeCents }) => beforeCents,
  after_cents: ({ afterCents }) => afterCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

class StatementEffectView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Maison de santé des Tilleuls' }) teamName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Sous la réglementation en vigueur, en centimes.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Dans la simulation, en centimes.', example: '5582' }) afterCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

class StatementEffectsPage extends ListOf {
  @ApiProperty({ type: [StatementEffectView] }) items!: StatementEffectView[];
}

const EFFECT_COLUMNS: Columns<StatementEffectView> = {
  team_id: ({ team }) => team,
  team_name: ({ teamName }) => teamName,
  scheme: ({ scheme }) => scheme,
  period: ({ period }) => period,
  before_cents: ({ beforeCents }) => beforeCents,
  after_cents: ({ afterCents }) => afterCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

class SimulationParams {
  @ApiProperty({ example: 'presence-au-jour' })
  @IsName()
  simulation!: string;
}

@ApiTags('simulations')
@Controller('simulations')
@Allow(...STAFF)
@Reads()
export class SimulationsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({ operationId: 'listSimulations', summary: 'Les simulations gardées, et leur effet en tout.' })
  @ApiPage(SimulationsPage, COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindSimulations());
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [one.name, one] as const),
    );
    return sendPage(request, reply, { items: items.map(simulationView), next }, COLUMNS);
  }

  @Get(':simulation/statements')
  @ApiOperation({
    operationId: 'listSimulationEffects',
    summary: 'L’effet d’une simulation, décompte par décompte, à côté de la réglementation en vigueur.',
  })
  @ApiPage(StatementEffectsPage, EFFECT_COLUMNS)
  async effects(
    @Param() { simulation }: SimulationParams,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    // A wrong cursor is refused whatever the name.
    const page = pageRequest(query, request);
    const found = await this.#queries.execute(new ReadSimulation(simulation));
    if (found === undefined)
      throw new Problem(404, 'not-found', `il n’y a pas de simulation ${simulation} ; /simulations les montre`);
    const { items, next } = await pageAfter(
      page,
      found.statements.map((one) => [`${one.period}/${one.team}`, one] as const),
    );
    return sendPage(request, reply, { items: items.map(effectView), next }, EFFECT_COLUMNS);
  }
}

function simulationView({ name, by, at, statements, ...asked }: SimulationEffect): SimulationView {
  const { beforeCents, afterCents, ...counts } = totalsOf(statements);
  const amounts = centsOf({ beforeCents, afterCents });
  return { simulation: name, requestedBy: by, requestedAt: at, ...asked, ...counts, ...amounts };
}

function effectView({ beforeCents, afterCents, ...of }: StatementEffect): StatementEffectView {
  return { ...of, ...centsOf({ beforeCents, afterCents }) };
}

function centsOf({ beforeCents, afterCents }: Pick<StatementEffect, 'beforeCents' | 'afterCents'>) {
  return {
    beforeCents: String(beforeCents),
    afterCents: String(afterCents),
    differenceCents: String(afterCents - beforeCents),
  };
}
