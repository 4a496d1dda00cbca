/** `/audit/extracts`, `/audit/extractions` and `/audit/sample`: an auditor's choice, or sample, of payments, decisions and events. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DrawSample } from '#libs/audit/tools/queries/draw-sample.ts';
import { ExtractEntries } from '#libs/audit/tools/queries/extract-entries.ts';
import { numberKey } from '#libs/kernel/page.ts';
import { EXTRACT_FILE } from '#libs/runtime/audit-settings.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { Allow } from '#apps/api/access/role.ts';
import {
  ChoiceDto,
  AUDIT_ENTRY_COLUMNS,
  ExtractPage,
  ExtractQuery,
  completenessView,
  auditEntryView,
  filterOf,
} from '#apps/api/audit/entries.view.ts';
import { keptFile } from '#apps/api/audit/kept-file.ts';
import { HIT_COLUMNS, SamplePage, SampleQuery, drawnBy, hitView, sampleHead } from '#apps/api/audit/sample.view.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { JobParams } from '#apps/api/jobs/jobs.dto.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

const CSV = 'text/csv; charset=utf-8';

@ApiTags('audit')
@Controller('audit')
@Allow('auditor')
export class ExtractsController {
  readonly #queries: QueryBus;
  readonly #buses: Buses;
  readonly #uploads: Uploads;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(UPLOADS) uploads: Uploads,
  ) {
    this.#queries = queries;
    this.#buses = { commands, queries };
    this.#uploads = uploads;
  }

  @Get('extracts')
  @Reads()
  @ApiOperation({
    operationId: 'listExtract',
    summary: 'Des versements, des décisions ou des événements choisis, et ce qui est choisi contre le tout.',
    description:
      'completeness est le même à chaque page : nombre, somme et empreinte de ce qui est choisi, du reste et du tout. ' +
      'Sans filtre, tout est choisi : les empreintes d’un choix se refont alors à côté, avec SHA-256 seul.',
  })
  @ApiPage(ExtractPage, AUDIT_ENTRY_COLUMNS)
  async extract(
    @Query() query: ExtractQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new ExtractEntries(query.what, filterOf(query, 'query.')));
    const keyed = found.entries.map((entry) => [numberKey(entry.position), entry] as const);
    const { items, next } = await pageOf(query, request, keyed);
    const page = sendPage(request, reply, { items: items.map(auditEntryView), next }, AUDIT_ENTRY_COLUMNS);
    return typeof page === 'string' ? page : { ...page, completeness: completenessView(found) };
  }

  @Post('extractions')
  @BecomesJob('makeExtract', 'Un grand choix en un fichier CSV, avec ce qui est choisi contre le tout.')
  make(
    @Body() choice: ChoiceDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    filterOf(choice, '/');
    const given = Object.entries(choice).filter(([, value]) => value !== undefined);
    return accepted(this.#buses, asked, 'extract', Object.fromEntries(given) as JobRequests['extract'], reply);
  }

  @Get('extractions/:id')
  @Reads()
  @ApiOperation({ operationId: 'readExtract', summary: 'Le fichier d’un choix terminé, gardé sept jours.' })
  @ApiOkResponse({
    description: 'Une ligne par versement, décision ou événement, dans l’ordre du journal.',
    headers: headersOf(['Content-Disposition']),
    content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'Le travail n’a pas abouti.' })
  file(
    @Param() { id }: JobParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    void reply.header('cache-control', 'private, no-store');
    return keptFile({ queries: this.#queries, uploads: this.#uploads }, id, {
      kind: 'extract',
      file: EXTRACT_FILE,
      type: CSV,
      name: 'l’extraction',
      asked: '/audit/extractions',
    });
  }

  @Get('sample')
  @Reads()
  @ApiOperation({
    operationId: 'drawSample',
    summary: 'Un tirage par unités monétaires : chaque centime a la même chance, et chacun retrouve le même tirage.',
    description:
      'Les montants plus grands que 0 sont mis bout à bout dans l’ordre du journal ; le premier centime vient de seed, ' +
      'les suivants sont à intervalCents l’un de l’autre. apps/audit-verifier/sample.mjs refait le tirage à part.',
  })
  @ApiPage(SamplePage, HIT_COLUMNS)
  @ApiUnprocessableEntityResponse({ description: 'Rien à tirer, ou trop.' })
  async sample(
    @Query() query: SampleQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const filter = filterOf(query, 'query.');
    const drawn = await this.#queries.execute(new DrawSample(query.what, filter, query.seed, drawnBy(query)));
    const keyed = drawn.hits.map((hit) => [numberKey(Number(hit.cent)), hit] as const);
    const { items, next } = await pageOf(query, request, keyed);
    const page = sendPage(request, reply, { items: items.map(hitView), next }, HIT_COLUMNS);
    return typeof page === 'string' ? page : { ...page, ...sampleHead(drawn) };
  }
}
