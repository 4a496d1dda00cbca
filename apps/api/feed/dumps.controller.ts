/** `/dumps`: copies of the projections as CSV or Parquet, each with the cursor of the feed that continues it; made by jobs. */
import { Body, Controller, Get, Inject, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DUMP_FORMATS, type DumpFormat } from '#libs/read-models/commands/write-dump.ts';
import { DUMP_FILE } from '#libs/runtime/audit-settings.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { keptFile } from '#apps/api/audit/kept-file.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { UPLOADS } from '#apps/api/jobs/imports.controller.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { JobParams } from '#apps/api/jobs/jobs.dto.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';

const ZIP = 'application/zip';

class DumpDto {
  @ApiPropertyOptional({
    description: 'CSV, ou PARQUET : centimes en INT64, jours en DATE, fractions exactes en texte. Sinon CSV.',
    enum: DUMP_FORMATS,
    example: 'PARQUET',
  })
  @IsOptional()
  @IsIn(DUMP_FORMATS, { message: `format vient de ${DUMP_FORMATS.join(', ')}` })
  format?: DumpFormat;
}

@ApiTags('feed')
@Controller('dumps')
@Allow('service', 'auditor', 'operator', 'accountant')
export class DumpsController {
  readonly #buses: Buses;
  readonly #uploads: Uploads;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(QueryBus) queries: QueryBus,
    @Inject(UPLOADS) uploads: Uploads,
  ) {
    this.#buses = { commands, queries };
    this.#uploads = uploads;
  }

  @Post()
  @BecomesJob(
    'makeDump',
    'Copie ce qui est publié des projections en CSV ou en Parquet, avec le curseur du flux qui continue la copie.',
  )
  @ApiBody({ type: DumpDto, required: false })
  make(
    @Body() { format }: DumpDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return accepted(this.#buses, asked, 'dump', format === undefined ? {} : { format }, reply);
  }

  @Get(':id')
  @Reads()
  @ApiOperation({ operationId: 'readDump', summary: 'Le fichier ZIP d’une copie terminée, gardé sept jours.' })
  @ApiOkResponse({
    description:
      'Un fichier CSV ou Parquet par sorte de document, et copie.json, qui dit le curseur et l’empreinte de chacun.',
    headers: headersOf(['Content-Disposition']),
    content: { [ZIP]: { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'Le travail n’a pas abouti.' })
  file(
    @Param() { id }: JobParams,
    @Query() _: AfterQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    void reply.header('cache-control', 'private, no-store');
    const { queries } = this.#buses;
    return keptFile({ queries, uploads: this.#uploads }, id, {
      kind: 'dump',
      file: DUMP_FILE,
      type: ZIP,
      name: 'la copie',
      asked: '/dumps',
    });
  }
}
