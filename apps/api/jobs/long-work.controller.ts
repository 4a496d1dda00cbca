/** Long work for the workers: each route answers at once with a job to follow. */
import { Body, Controller, HttpCode, Inject, Param, Post, Res, applyDecorators } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Commands, NoBody } from '#apps/api/http/commands.ts';
import { quarterRange } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { type Scenario, nameOfScenario, readWhatIf } from '#libs/regulation/what-if.ts';
import { CheckReplay } from '#libs/replay/queries/check-replay.ts';
import { CheckWhatIf } from '#libs/statements/queries/check-what-if.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { JobView, jobView } from '#apps/api/jobs/job.view.ts';
import { AskForJob } from '#libs/jobs/commands/ask-for-job.ts';
import { CalculationDto, ProjectionParams, ReplayDto, SimulationDto } from '#apps/api/jobs/jobs.dto.ts';
import { FindJob } from '#libs/jobs/queries/find-job.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';

/** Documents a command that becomes a job. */
export function BecomesJob(operationId: string, summary: string): MethodDecorator {
  return applyDecorators(
    HttpCode(202),
    ApiOperation({ operationId, summary }),
    ApiAcceptedResponse({ type: JobView, headers: headersOf(['Location']) }),
  );
}

/** Runs the command that requests a job and the query that reads it. */
export interface Buses {
  readonly commands: Commands;
  readonly queries: QueryBus;
}

/** Requests a job and answers with its address. */
export async function accepted<Kind extends JobKind>(
  { commands, queries }: Buses,
  asked: CommandRequest,
  kind: Kind,
  request: JobRequests[Kind],
  reply: FastifyReply,
): Promise<JobView> {
  const { id } = await commands.run(asked, (author) => new AskForJob(kind, request, author));
  const found = await queries.execute(new FindJob(id));
  if (found === undefined) throw new Error(`job ${id} was asked for and is not found`);
  void reply.header('location', `/jobs/${id}`);
  return jobView(found);
}

@ApiTags('jobs')
@Controller()
export class LongWorkController {
  readonly #buses: Buses;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#buses = { commands, queries };
  }

  @Post('calculations')
  @Allow('operator')
  @BecomesJob('calculate', 'Calcule les décomptes des trimestres, et des années IPEP où ils sont.')
  async calculate(
    @Body() request: CalculationDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    quarterRange(request.from, request.to);
    return accepted(this.#buses, asked, 'calculate', plain(request), reply);
  }

  @Post('replays')
  @Allow('operator')
  @BecomesJob('replay', 'Rejoue une plage : décidé, serait, différence et pourquoi ; ne change rien.')
  async replay(
    @Body() request: ReplayDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    quarterRange(request.from, request.to);
    // A job requested under another version keeps its answer.
    if (!(await this.#buses.commands.isKnown(asked))) await this.#buses.queries.execute(new CheckReplay(request));
    return accepted(this.#buses, asked, 'replay', plain(request), reply);
  }

  @Post('simulations')
  @Allow('operator')
  @BecomesJob(
    'simulate',
    'Calcule avec d’autres paramètres, à côté de la réglementation en vigueur ; garde l’effet, que personne ne peut décider.',
  )
  async simulate(
    @Body() request: SimulationDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    quarterRange(request.from, request.to);
    const scenarios = whatIfOf(request);
    if (!(await this.#buses.commands.isKnown(asked))) await this.#buses.queries.execute(new CheckWhatIf(scenarios));
    return accepted(this.#buses, asked, 'simulate', plain(request), reply);
  }

  @Post('projections/:name/rebuild')
  @Allow('operator')
  @BecomesJob('rebuildProjection', 'Reconstruit une projection à côté de celle qui sert, puis l’échange.')
  async rebuild(
    @Param() { name }: ProjectionParams,
    @NoBody() _: undefined,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    const names = PROJECTIONS.map((projection) => projection.name);
    if (!names.includes(name))
      throw new Problem(404, 'not-found', `il n’y a pas de projection ${name} ; ce sont ${names.join(', ')}`);
    return accepted(this.#buses, asked, 'rebuild', { projection: name }, reply);
  }
}

/** Leaves out missing fields. */
function plain<T extends object>(dto: T): T {
  return Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined)) as T;
}

/** Throws Problem if its shape is wrong. */
function whatIfOf({ simulation, parameters, overrides, scenarios }: SimulationDto): readonly Scenario[] {
  if (parameters === undefined && overrides === undefined && scenarios === undefined)
    throw new Problem(400, 'invalid-shape', 'il manque ce qui est remplacé : parameters, overrides ou scenarios');
  const whatIf = {
    ...(parameters === undefined ? {} : { parameters }),
    ...(overrides === undefined ? {} : { overrides }),
    ...(scenarios === undefined ? {} : { scenarios }),
  };
  try {
    const read = readWhatIf(whatIf);
    for (const { name } of read) nameOfScenario(simulation, name);
    return read;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'WHAT_IF_MALFORMED') throw error;
    const { place } = error.data as { readonly place: string };
    const [field = 'scenarios'] = place.split(/[.[]/);
    const fault = { path: `/${field}`, code: error.code, detail: sentenceOf(error) };
    throw new Problem(400, 'invalid-shape', fault.detail, { errors: [fault] });
  }
}
