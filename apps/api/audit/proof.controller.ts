/** `/audit/checkpoints`, `/audit/verifications` and `/audit/bundles`: what proves the log, made by jobs. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Checkpoint, checkpointsSoFar } from '#libs/audit/checkpoint.ts';
import { FindJob } from '#libs/jobs/queries/find-job.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { type AuditSettings, BUNDLE_FILE } from '#libs/runtime/audit-settings.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { UploadMissing, type Uploads } from '#libs/uploads/uploads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands, NoBody } from '#apps/api/http/commands.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  BundleDto,
  CHECKPOINT_COLUMNS,
  CheckpointParams,
  CheckpointView,
  CheckpointsPage,
  bundleContent,
} from '#apps/api/audit/proof.view.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { JobParams } from '#apps/api/jobs/jobs.dto.ts';
import { UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

/** The settings of the installation, as a provider. */
export const AUDIT_SETTINGS = Symbol('settings of the audit');

const NDJSON = 'application/x-ndjson';
const BUNDLE: JobKind = 'bundle';

@ApiTags('audit')
@Controller('audit')
@Allow('auditor')
export class ProofController {
  readonly #buses: Buses;
  readonly #settings: AuditSettings;
  readonly #uploads: Uploads;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(AUDIT_SETTINGS) settings: AuditSettings,
    @Inject(UPLOADS) uploads: Uploads,
  ) {
    this.#buses = { commands, queries };
    this.#settings = settings;
    this.#uploads = uploads;
  }

  @Get('checkpoints')
  @Reads()
  @ApiOperation({
    operationId: 'listCheckpoints',
    summary: 'Les points de contrôle signés que cette installation garde, par position.',
  })
  @ApiPage(CheckpointsPage, CHECKPOINT_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const keyed = this.#checkpoints().map((one) => [numberKey(one.position), one] as const);
    return sendPage(request, reply, await pageOf(query, request, keyed), CHECKPOINT_COLUMNS);
  }

  @Get('checkpoints/:position')
  @Reads()
  @ApiOperation({
    operationId: 'readCheckpoint',
    summary: 'Un point de contrôle, tel qu’il a été signé : à garder ailleurs.',
  })
  @ApiOkResponse({ type: CheckpointView })
  read(@Param() { position }: CheckpointParams, @Query() _: AfterQuery): CheckpointView {
    const found = this.#checkpoints().find((one) => String(one.position) === position);
    if (found === undefined)
      throw new Problem(
        404,
        'not-found',
        `il n’y a pas de point de contrôle de la position ${position} ; /audit/checkpoints les montre`,
      );
    return found;
  }

  @Post('checkpoints')
  @BecomesJob(
    'signCheckpoint',
    'Vérifie tout le journal, puis signe où il en est ; rien n’est signé s’il ne convient pas.',
  )
  sign(
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'checkpoint', {}, reply);
  }

  @Post('verifications')
  @BecomesJob(
    'verifyLog',
    'Vérifie tout le journal : sa chaîne, ses points de contrôle, et les règles de ses décisions et de ses paiements.',
  )
  verify(
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'verify', {}, reply);
  }

  @Post('bundles')
  @BecomesJob('makeBundle', 'Fait une liasse qui se vérifie hors ligne : des événements, un flux, ou tout le journal.')
  bundle(
    @Body() dto: BundleDto,
    @AskedParam() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, BUNDLE, bundleContent(dto), reply);
  }

  @Get('bundles/:id')
  @Reads()
  @ApiOperation({ operationId: 'readBundle', summary: 'La liasse d’un travail terminé, gardée sept jours.' })
  @ApiOkResponse({
    description: 'Une valeur JSON par ligne : l’en-tête, puis les événements ; elle se vérifie hors ligne.',
    headers: headersOf(['Content-Disposition']),
    content: { [NDJSON]: { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'Le travail n’a pas abouti.' })
  async file(
    @Param() { id }: JobParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.#requireDone(id);
    const { folder, close } = await this.#opened(id);
    const path = join(folder, BUNDLE_FILE);
    const { size: length } = await stat(path);
    const stream = createReadStream(path).once('close', () => void close());
    void reply.header('cache-control', 'private, no-store');
    return new StreamableFile(stream, {
      type: NDJSON,
      length,
      disposition: `attachment; filename="${BUNDLE_FILE}"`,
    });
  }

  /** None where the installation keeps none, or none was signed yet. */
  #checkpoints(): readonly Checkpoint[] {
    const { checkpoints: folder } = this.#settings;
    return folder === undefined ? [] : checkpointsSoFar(folder).map(({ checkpoint }) => checkpoint);
  }

  /** Throws Problem where there is no such job, or it has not succeeded. */
  async #requireDone(id: string): Promise<void> {
    const job = (await this.#buses.queries.execute(new FindJob(id)))?.job;
    if (job?.kind !== BUNDLE)
      throw new Problem(404, 'not-found', `il n’y a pas de liasse ${id} ; demandez-la à /audit/bundles`);
    if (job.status === 'SUCCEEDED') return;
    throw job.status === 'FAILED' || job.status === 'CANCELLED'
      ? new Problem(422, 'refused', `la liasse ${id} n’a pas abouti ; /jobs/${id} dit pourquoi`)
      : new Problem(404, 'not-found', `la liasse ${id} n’est pas terminée ; regardez /jobs/${id}`);
  }

  async #opened(id: string): ReturnType<Uploads['open']> {
    try {
      return await this.#uploads.open(id);
    } catch (error) {
      if (!(error instanceof UploadMissing)) throw error;
      throw new Problem(
        404,
        'not-found',
        `la liasse ${id} n’est plus gardée ; demandez-la de nouveau à /audit/bundles`,
      );
    }
  }
}
