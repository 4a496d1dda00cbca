/** `/jobs`: the jobs of the workers, their progress and their results. */
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JOBS } from '#libs/jobs/job/job-list.ts';
import { FindJob, type FoundJob } from '#libs/jobs/queries/find-job.ts';
import { FindJobs } from '#libs/jobs/queries/find-jobs.ts';
import { isOpenJob } from '#libs/jobs/job/state.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { lastEventId } from '#apps/api/feed/last-event-id.ts';
import { preferred } from '#apps/api/http/accepted.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, NoBody } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam, Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, VARIES_BY_FORMAT, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { JobStreams } from '#apps/api/jobs/job-streams.ts';
import { JobView, jobView } from '#apps/api/jobs/job.view.ts';
import { CancelJob } from '#libs/jobs/commands/cancel-job.ts';
import { JobParams, JobsQuery } from '#apps/api/jobs/jobs.dto.ts';
import { RESULT_SCHEMA, RESULT_VIEWS } from '#apps/api/jobs/result.views.ts';

class JobList extends ListOf {
  @ApiProperty({ type: [JobView] }) items!: JobView[];
}

const COLUMNS: Columns<JobView> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  requested_by: ({ requestedBy }) => requestedBy,
  requested_at: ({ requestedAt }) => requestedAt,
  ended_at: ({ endedAt }) => endedAt,
  error: ({ error }) => error,
};

const STREAM = 'text/event-stream';
const FORMATS = ['application/json', 'text/csv', STREAM] as const;

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;
  readonly #streams: JobStreams;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(JobStreams) streams: JobStreams,
  ) {
    this.#commands = commands;
    this.#queries = queries;
    this.#streams = streams;
  }

  @Get()
  @Allow(...STAFF)
  @Reads(JOBS)
  @ApiOperation({
    operationId: 'listJobs',
    summary: 'Les travaux, le dernier demandé d’abord.',
    description:
      'Avec Accept: text/event-stream, ceux qui sont ouverts, puis chaque travail à mesure qu’il avance ; Last-Event-ID donne aussi ceux qui ont changé depuis. Les filtres sont ceux de la liste.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'D’un flux continu : le dernier reçu.' })
  @ApiPage(JobList, COLUMNS, { isFollowed: true })
  @ApiServiceUnavailableResponse({ description: 'Trop de flux ouverts.' })
  async list(
    @Query() query: JobsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    if (preferred(request, FORMATS) === STREAM) {
      const stream = this.#streams.open({ status: query.state, kind: query.kind }, lastEventId(request), caller);
      // A proxy that buffers or compresses would delay the events.
      void reply
        .type(`${STREAM}; charset=utf-8`)
        .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', vary: VARIES_BY_FORMAT });
      return stream;
    }
    const { items, next } = await this.#queries.execute(
      new FindJobs(
        { status: query.state, kind: query.kind, order: query.order ?? 'newest' },
        pageRequest(query, request),
      ),
    );
    return sendPage(request, reply, { items: items.map(jobView), next }, COLUMNS);
  }

  @Get(':id')
  @Allow(...STAFF, 'service')
  @ApiOperation({ operationId: 'getJob', summary: 'Un travail : où il en est, comment il a fini.' })
  @ApiOkResponse({ type: JobView })
  async one(@Param() { id }: JobParams): Promise<JobView> {
    return jobView(await this.#found(id));
  }

  @Get(':id/result')
  @Allow(...STAFF, 'service')
  @ApiOperation({ operationId: 'getJobResult', summary: 'Ce qu’un travail a donné, une fois terminé.' })
  @ApiExtraModels(...RESULT_VIEWS)
  @ApiOkResponse({
    schema: RESULT_SCHEMA,
    description: 'Selon le genre du travail : ce que donne --json à la ligne de commande.',
  })
  @ApiUnprocessableEntityResponse({
    description: 'Le travail a échoué, a été arrêté, ou son résultat nommait un patient effacé.',
  })
  async result(@Param() { id }: JobParams, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { job } = await this.#found(id);
    if (isOpenJob(job))
      throw new Problem(404, 'not-found', `le travail ${id} n’est pas terminé ; regardez /jobs/${id}`);
    if (job.status !== 'SUCCEEDED')
      throw new Problem(
        422,
        'refused',
        `le travail ${id} n’a pas de résultat : ${job.status === 'FAILED' ? job.error : 'il a été arrêté'} ; s’il avait enregistré quelque chose avant, cela reste enregistré`,
      );
    if (job.kind === 'replay' && !Array.isArray(job.result))
      throw new Problem(
        422,
        'refused',
        `le travail ${id} n’a plus de résultat : il nommait un patient effacé ; demandez un nouveau rejeu`,
      );
    void reply.type('application/json; charset=utf-8');
    return JSON.stringify(job.result, (key, value: unknown) => {
      if (key === 'patient' && typeof value === 'string') noteRead('PATIENT', value);
      return value;
    });
  }

  @Post(':id/cancel')
  @Allow('operator', 'authorising-officer')
  @Commanded('cancelJob', 'Arrête un travail qui attend, ou qui est en cours, entre deux étapes.', JobView)
  async cancel(
    @Param() { id }: JobParams,
    @NoBody() _: undefined,
    @AskedParam() asked: CommandRequest,
  ): Promise<JobView> {
    await this.#found(id);
    await this.#commands.run(asked, (author) => new CancelJob(id, author));
    return jobView(await this.#found(id));
  }

  async #found(id: string): Promise<FoundJob> {
    const found = await this.#queries.execute(new FindJob(id));
    if (found === undefined) throw new Problem(404, 'not-found', `il n’y a pas de travail ${id}`);
    return found;
  }
}
