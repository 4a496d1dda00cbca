/** `GET /imports` and `GET /set-aside-rows`: the received files, and their faulty rows. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IMPORT_ID } from '#libs/intake/import/import-stream.ts';
import { IMPORTS, ROW_STATES, type RowState } from '#libs/intake/import/imports.ts';
import { FindReceivedFile } from '#libs/intake/queries/find-received-file.ts';
import { FindReceivedFiles } from '#libs/intake/queries/find-received-files.ts';
import { FindSetAsideRows } from '#libs/intake/queries/find-set-aside-rows.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  RECEIVED_COLUMNS,
  ReceivedFileView,
  ReceivedFilesPage,
  SET_ASIDE_COLUMNS,
  SetAsideRowsPage,
  receivedFileView,
  setAsideRowView,
} from '#apps/api/intake/received/received.views.ts';

const FLAGS = ['true', 'false'] as const;

class FilesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Un seul nom de fichier.', example: 'acts.csv' })
  @IsOptional()
  @Matches(/^[^\p{C}]{1,200}$/u, { message: 'file est un nom de fichier, comme acts.csv' })
  file?: string;
}

class RowsQuery extends FilesQuery {
  @ApiPropertyOptional({ description: 'Un seul code.', example: 'DATE' })
  @IsOptional()
  @Matches(/^[A-Z_]{1,60}$/, { message: 'code est un code en majuscules, comme DATE' })
  code?: string;

  @ApiPropertyOptional({
    description: 'Enregistrées depuis, ou non ; toutes si rien n’est dit.',
    enum: FLAGS,
    example: 'false',
  })
  @IsOptional()
  @IsIn(FLAGS, { message: 'recorded vaut true ou false' })
  recorded?: (typeof FLAGS)[number];

  @ApiPropertyOptional({ description: 'Où elle en est.', enum: ROW_STATES, example: 'OPEN' })
  @IsOptional()
  @IsIn(ROW_STATES, { message: `state vaut ${ROW_STATES.join(', ')}` })
  state?: RowState;

  @ApiPropertyOptional({ description: 'D’un seul fichier reçu.', example: 'import-347065d91ae7a1af' })
  @IsOptional()
  @Matches(IMPORT_ID, { message: 'import est le numéro d’un fichier reçu ; /imports les donne' })
  import?: string;
}

@ApiTags('imports')
@Controller()
@Allow('operator', 'auditor')
@Reads(IMPORTS)
export class ReceivedController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('imports')
  @ApiOperation({ operationId: 'listImports', summary: 'Les fichiers reçus, par nom.' })
  @ApiPage(ReceivedFilesPage, RECEIVED_COLUMNS)
  async files(
    @Query() query: FilesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { items, next } = await this.#queries.execute(new FindReceivedFiles(query.file, pageRequest(query, request)));
    return sendPage(request, reply, { items: items.map(receivedFileView), next }, RECEIVED_COLUMNS);
  }

  @Get('imports/:id')
  @ApiOperation({ operationId: 'readImport', summary: 'Un fichier reçu.' })
  @ApiParam({ name: 'id', example: 'import-347065d91ae7a1af' })
  @ApiOkResponse({ type: ReceivedFileView })
  async file(@Param('id') id: string, @Query() _: AfterQuery): Promise<ReceivedFileView> {
    const found = await this.#queries.execute(new FindReceivedFile(id));
    switch (found.status) {
      case 'unknown':
        throw new Problem(404, 'not-found', `aucun fichier n’est reçu sous ${id} ; /imports les montre`);
      case 'being-read':
        throw new Problem(503, 'unavailable', `le fichier ${id} est encore en cours de lecture`, {
          headers: { 'retry-after': '1' },
        });
      case 'read':
        return receivedFileView(found.file);
    }
  }

  @Get('set-aside-rows')
  @ApiOperation({ operationId: 'listSetAsideRows', summary: 'Les lignes mises de côté, avec ce qui irait.' })
  @ApiPage(SetAsideRowsPage, SET_ASIDE_COLUMNS)
  async rows(
    @Query() query: RowsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { file, code, recorded, state, import: of } = query;
    const filter = {
      file,
      code,
      state,
      import: of,
      recorded: recorded === undefined ? undefined : recorded === 'true',
    };
    const { items, next } = await this.#queries.execute(new FindSetAsideRows(filter, pageRequest(query, request)));
    // A row is as it came in, with the patient that it names.
    for (const one of items) noteRead('FILE', `import-${one.import}/${one.file}`);
    return sendPage(request, reply, { items: items.map(setAsideRowView), next }, SET_ASIDE_COLUMNS);
  }
}
