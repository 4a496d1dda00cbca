/** `GET /imports` and `GET /set-aside-rows`: the files that came in, and the rows of them that are not right. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FILE_PREFIX, IMPORTS, SET_ASIDE_PREFIX, fileKey } from '#libs/intake/import-events.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Allow } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, keyOfCursor, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  RECEIVED_COLUMNS,
  ReceivedFileWithCommitView,
  ReceivedFilesPage,
  SET_ASIDE_COLUMNS,
  SetAsideRowsPage,
  receivedFileView,
  setAsideRowView,
} from '#apps/api/intake/received/received.views.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

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
}

type Make<Item> = (key: string, text: string) => Item;

/** Documents under a prefix after a key, of one file where it is named, as the items that are asked for. */
async function* listed<Item extends { readonly file: string }>(
  documents: Documents,
  prefix: string,
  { after, file }: { after: string; file: string | undefined },
  make: Make<Item>,
  isAsked: (item: Item) => boolean = () => true,
): AsyncIterable<readonly (readonly [string, Item])[]> {
  const under = file === undefined ? prefix : `${prefix}${file}/`;
  for await (const batch of documents.scan(under, { after: prefix + after }))
    yield batch.flatMap(([key, text]) => {
      const own = key.slice(prefix.length);
      const item = make(own, text);
      // The name of another file can begin with that of this one and a slash.
      return (file ?? item.file) === item.file && isAsked(item) ? [[own, item] as const] : [];
    });
}

@ApiTags('imports')
@Controller()
@Allow('operator', 'auditor')
@Reads(IMPORTS)
export class ReceivedController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  @Get('imports')
  @ApiOperation({ operationId: 'listImports', summary: 'Les fichiers reçus, par nom.' })
  @ApiPage(ReceivedFilesPage, RECEIVED_COLUMNS)
  async files(
    @Query() query: FilesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const documents = await this.#stores.projections.documents(IMPORTS);
    const at = { after: keyOfCursor(query, request), file: query.file };
    const page = await pageOf(query, request, listed(documents, FILE_PREFIX, at, receivedFileView));
    return sendPage(request, reply, page, RECEIVED_COLUMNS);
  }

  @Get('imports/:id')
  @ApiOperation({ operationId: 'readImport', summary: 'Un fichier reçu.' })
  @ApiParam({ name: 'id', example: 'import-347065d91ae7a1af' })
  @ApiOkResponse({ type: ReceivedFileWithCommitView })
  async file(@Param('id') id: string, @Query() _: AfterQuery): Promise<ReceivedFileWithCommitView> {
    const { log, projections } = this.#stores;
    const [first] = /^import-[0-9a-f]{16}$/.test(id) ? await log.readStream(id, { limit: 1 }) : [];
    if (first === undefined)
      throw new Problem(404, 'not-found', `aucun fichier n’est reçu sous ${id} ; /imports les montre`);
    const key = fileKey((JSON.parse(first.data) as { file: string }).file, id);
    const text = (await (await projections.documents(IMPORTS)).get([key])).get(key);
    if (text === undefined)
      throw new Problem(503, 'unavailable', `le fichier ${id} est encore en cours de lecture`, {
        headers: { 'retry-after': '1' },
      });
    const { recordedAt, actor } = await log.commit(first.commit);
    return { ...receivedFileView(key.slice(FILE_PREFIX.length), text), receivedAt: recordedAt, receivedBy: actor };
  }

  @Get('set-aside-rows')
  @ApiOperation({ operationId: 'listSetAsideRows', summary: 'Les lignes mises de côté, avec ce qui irait.' })
  @ApiPage(SetAsideRowsPage, SET_ASIDE_COLUMNS)
  async rows(
    @Query() query: RowsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const documents = await this.#stores.projections.documents(IMPORTS);
    const { file, code, recorded } = query;
    const rows = listed(
      documents,
      SET_ASIDE_PREFIX,
      { after: keyOfCursor(query, request), file },
      setAsideRowView,
      (row) => {
        const hasCode = code === undefined || row.code === code;
        return hasCode && (recorded === undefined || row.recorded === (recorded === 'true'));
      },
    );
    return sendPage(request, reply, await pageOf(query, request, rows), SET_ASIDE_COLUMNS);
  }
}
