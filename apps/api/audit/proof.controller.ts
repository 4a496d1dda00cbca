/** `/audit/checkpoints`, `/audit/verifications` and `/audit/bundles`: proofs of the log, made by jobs. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkpointsAfter, checkpointsOf } from '#libs/audit/checkpoint.ts';
import { pageAfter } from '#libs/kernel/page.ts';
import { type AuditSettings, BUNDLE_FILE } from '#libs/runtime/audit-settings.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands, NoBody } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  BundleDto,
  ConsistencyDto,
  CHECKPOINT_COLUMNS,
  CheckpointParams,
  CheckpointView,
  CheckpointsPage,
  bundleContent,
} from '#apps/api/audit/proof.view.ts';
import { keptFile } from '#apps/api/audit/kept-file.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { JobParams } from '#apps/api/jobs/jobs.dto.ts';
import { UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

/** The settings of the installation, as a provider. */
export const AUDIT_SETTINGS = Symbol('settings of the audit');

const NDJSON = 'application/x-ndjson';

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
    const { checkpoints: folder } = this.#settings;
    const asked = pageRequest(query, request);
    const files = folder === undefined ? [] : checkpointsAfter(folder, asked.after);
    const { items, next } = await pageAfter(asked, files);
    const page = { items: items.map(({ checkpoint }) => checkpoint), next };
    return sendPage(request, reply, page, CHECKPOINT_COLUMNS);
  }

  @Get('checkpoints/:position')
  @Reads()
  @ApiOperation({
    operationId: 'readCheckpoint',
    summary: 'Un point de contrôle, tel qu’il a été signé : à garder ailleurs.',
  })
  @ApiOkResponse({ type: CheckpointView })
  read(@Param() { position }: CheckpointParams, @Query() _: AfterQuery): CheckpointView {
    const { checkpoints: folder } = this.#settings;
    const [found] = folder === undefined ? [] : checkpointsOf(folder, Number(position));
    if (found === undefined)
      throw new Problem(
        404,
        'not-found',
        `il n’y a pas de point de contrôle de la position ${position} ; /audit/checkpoints les montre`,
      );
    return found.checkpoint;
  }

  @Post('checkpoints')
  @BecomesJob(
    'signCheckpoint',
    'Vérifie tout le journal, puis signe où il en est ; rien n’est signé s’il ne convient pas.',
  )
  sign(
    @NoBody() _: undefined,
    @AskedParam() asked: CommandRequest,
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
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'verify', {}, reply);
  }

  @Post('consistency-proofs')
  @BecomesJob(
    'proveConsistency',
    'Prouve que le journal d’un point de contrôle est le début, inchangé, de celui d’un autre : sans le journal, hors ligne.',
  )
  consistency(
    @Body() { held: from, to }: ConsistencyDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'consistency', to === undefined ? { from } : { from, to }, reply);
  }

  @Post('bundles')
  @BecomesJob('makeBundle', 'Fait une liasse qui se vérifie hors ligne : des événements, un flux, ou tout le journal.')
  bundle(
    @Body() dto: BundleDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'bundle', bundleContent(dto), reply);
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
    void reply.header('cache-control', 'private, no-store');
    const { queries } = this.#buses;
    return keptFile({ queries, uploads: this.#uploads }, id, {
      kind: 'bundle',
      file: BUNDLE_FILE,
      type: NDJSON,
      name: 'la liasse',
      asked: '/audit/bundles',
    });
  }
}
