/** `/simulations`: what-ifs that were calculated, the effect of one, two compared, and the version that one tried as a proposal. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import {
  type SimulationEffect,
  type StatementEffect,
  totalsOf,
} from '#libs/statements/calculation/simulation-effect.ts';
import { ProposeVersion } from '#libs/regulation/publication/commands/propose-version.ts';
import { type AsVersion, PROPOSED_STATUSES } from '#libs/statements/calculation/simulated-source.ts';
import { CompareSimulations, type ComparedEffect } from '#libs/statements/queries/compare-simulations.ts';
import { ReadSimulatedSource } from '#libs/statements/queries/read-simulated-source.ts';
import { FindSimulations, ReadSimulation } from '#libs/statements/queries/find-simulations.ts';
import { cautionsOf } from '#libs/words/labels/scenarios.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { IsName, IsSeen } from '#apps/api/http/fields.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

class OverrideView {
  @ApiPropertyOptional({ description: 'Absente : toutes celles qui ont le paramètre.', example: 'PEPS' })
  scheme?: string;
  @ApiProperty({ example: 'cap_rate' }) parameter!: string;
  @ApiPropertyOptional({ description: 'Premier jour.', example: '2024-01-01' }) from?: string;
  @ApiPropertyOptional({ description: 'Dernier jour.', example: '2024-12-31' }) until?: string;
  @ApiProperty({
    description: 'Comme dans le fichier des paramètres.',
    nullable: true,
    example: '11/10',
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'object' }, { type: 'array', items: {} }],
  })
  value!: unknown;
}

class SimulationView {
  @ApiProperty({ example: 'presence-au-jour' }) simulation!: string;
  @ApiProperty({
    description: 'Ce qui a été lancé : plusieurs scénarios le sont ensemble.',
    example: 'presence-au-jour',
  })
  run!: string;
  @ApiProperty({ description: 'Le scénario ; null s’il est seul.', type: String, nullable: true, example: null })
  scenario!: string | null;
  @ApiProperty({ description: 'Qui l’a demandée.', example: 'Alice' }) requestedBy!: string;
  @ApiProperty({ example: '2026-11-26T08:30:00.000Z' }) requestedAt!: string;
  @ApiProperty({ example: '2023-Q1' }) from!: string;
  @ApiProperty({ example: '2023-Q2' }) to!: string;
  @ApiProperty({ example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({ description: 'Une seule équipe ; null : toutes.', type: String, nullable: true, example: null })
  team!: string | null;
  @ApiProperty({ description: 'Paramètres remplacés.', type: Object, example: { presence: 'DAYS' } })
  parameters!: object;
  @ApiProperty({
    description: 'Remplacements par expérimentation et par jour.',
    type: [OverrideView],
    example: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2024-01-01', value: '11/10' }],
  })
  overrides!: OverrideView[];
  @ApiProperty({ description: 'Ce qu’il faut savoir de l’effet avant d’y croire.', type: [String], example: [] })
  cautions!: string[];
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

class ComparedEffectView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Maison de santé des Tilleuls' }) teamName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Dans la première, en centimes.', example: '7437' }) firstCents!: string;
  @ApiProperty({ description: 'Dans la seconde, en centimes.', example: '5582' }) secondCents!: string;
  @ApiProperty({ description: 'Seconde moins première, en centimes.', example: '-1855' }) differenceCents!: string;
}

class ComparedEffectsPage extends ListOf {
  @ApiProperty({ type: [ComparedEffectView] }) items!: ComparedEffectView[];
}

const COMPARED_COLUMNS: Columns<ComparedEffectView> = {
  team_id: ({ team }) => team,
  team_name: ({ teamName }) => teamName,
  scheme: ({ scheme }) => scheme,
  period: ({ period }) => period,
  first_cents: ({ firstCents }) => firstCents,
  second_cents: ({ secondCents }) => secondCents,
  difference_cents: ({ differenceCents }) => differenceCents,
};

class TwoSimulationsParams {
  @ApiProperty({ example: 'presence-au-jour' })
  @IsName()
  first!: string;

  @ApiProperty({ example: 'presence-au-jour' })
  @IsName()
  second!: string;
}

class SimulatedVersionDto implements AsVersion {
  @ApiProperty({ description: 'Nom de la version.', example: '2027-1' })
  @IsName()
  version!: string;

  @ApiProperty({ description: 'Ce que les valeurs ont de sûr.', enum: PROPOSED_STATUSES, example: 'assumed' })
  @IsIn(PROPOSED_STATUSES, { message: `status vient de ${PROPOSED_STATUSES.join(', ')}` })
  status!: AsVersion['status'];

  @ApiProperty({ description: 'Le texte qui donne ces valeurs.', example: 'projet d’arrêté du 3 décembre 2026' })
  @Length(1, 300, { message: 'reference nomme le texte qui donne ces valeurs, en 300 caractères au plus' })
  @IsSeen()
  reference!: string;
}

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
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
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

  @Get(':first/difference/:second')
  @ApiOperation({
    operationId: 'compareSimulations',
    summary: 'Les décomptes sur lesquels deux simulations de la même plage diffèrent.',
  })
  @ApiPage(ComparedEffectsPage, COMPARED_COLUMNS)
  async compare(
    @Param() { first, second }: TwoSimulationsParams,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    // A wrong cursor is refused whatever the names.
    const page = pageRequest(query, request);
    const found = await this.#queries.execute(new CompareSimulations(first, second));
    const keyed = found.map((one) => [`${one.period}/${one.team}`, comparedView(one)] as const);
    const { items, next } = await pageAfter(
      page,
      keyed.toSorted(([a], [b]) => compareText(a, b)),
    );
    return sendPage(request, reply, { items, next }, COMPARED_COLUMNS);
  }

  @Post(':simulation/proposal')
  @Allow('operator')
  @Commanded(
    'proposeSimulation',
    'Propose la version qu’une simulation a essayée ; une autre personne la lit et la publie.',
    DoneView,
  )
  async propose(
    @Param() { simulation }: SimulationParams,
    @Body() as: SimulatedVersionDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    const source = await this.#queries.execute(new ReadSimulatedSource(simulation, as));
    const { made } = await this.#commands.run(asked, (author) => new ProposeVersion(source, author));
    return doneView(made);
  }
}

function comparedView({ firstCents, secondCents, ...of }: ComparedEffect): ComparedEffectView {
  const differenceCents = String(secondCents - firstCents);
  return { ...of, firstCents: String(firstCents), secondCents: String(secondCents), differenceCents };
}

function simulationView({
  name,
  by,
  at,
  statements,
  profiles: _,
  overrides,
  ...asked
}: SimulationEffect): SimulationView {
  const { beforeCents, afterCents, ...counts } = totalsOf(statements);
  const amounts = centsOf({ beforeCents, afterCents });
  const cautions = [...cautionsOf({ parameters: asked.parameters, overrides }, asked.to)];
  const made = { simulation: name, requestedBy: by, requestedAt: at, overrides: [...overrides], cautions };
  return { ...made, ...asked, ...counts, ...amounts };
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
