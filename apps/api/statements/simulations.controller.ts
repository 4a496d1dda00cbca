/** `/simulations`: calculated what-ifs, the effect of one, the comparison of two, and the proposal of the version that one tried. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { IsIn, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageAfter } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ProposeVersion } from '#libs/regulation/publication/commands/propose-version.ts';
import { type AsVersion, PROPOSED_STATUSES } from '#libs/statements/calculation/simulated-source.ts';
import { CompareSimulations } from '#libs/statements/queries/compare-simulations.ts';
import { ReadSimulatedSource } from '#libs/statements/queries/read-simulated-source.ts';
import { FindSimulations } from '#libs/statements/queries/find-simulations.ts';
import { ReadSimulation } from '#libs/statements/queries/read-simulation.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { IsName, IsSeen } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  SIMULATION_COLUMNS,
  COMPARED_COLUMNS,
  ComparedEffectsPage,
  EFFECT_COLUMNS,
  SimulationsPage,
  StatementEffectsPage,
  comparedView,
  effectView,
  simulationView,
} from '#apps/api/statements/simulations.views.ts';

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
  @ApiPage(SimulationsPage, SIMULATION_COLUMNS)
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
    return sendPage(request, reply, { items: items.map(simulationView), next }, SIMULATION_COLUMNS);
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
    // Runs before the look-up, so that a wrong cursor is always refused as such.
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
  @ApiUnprocessableEntityResponse({
    description: 'Les simulations ne sont pas de la même plage, du même jour ou des mêmes équipes.',
  })
  async compare(
    @Param() { first, second }: TwoSimulationsParams,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    // Runs before the look-up, so that a wrong cursor is always refused as such.
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
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const source = await this.#queries.execute(new ReadSimulatedSource(simulation, as));
    const { made } = await this.#commands.run(asked, (author) => new ProposeVersion(source, author));
    return doneView(made);
  }
}
