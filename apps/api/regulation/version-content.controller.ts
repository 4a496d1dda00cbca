/**
 * `GET /regulation/versions/{version}`, `…/difference` and `GET /regulation/proposal/content`: the content of a version, and its changes.
 */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CompareVersions } from '#libs/regulation/publication/queries/compare-versions.ts';
import { ReadVersion } from '#libs/regulation/publication/queries/read-version.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, type Columns, ListOf, PageQuery, pageOf, sendPage, figureColumn } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { VersionChangeView } from '#apps/api/regulation/proposed-version.controller.ts';
import { RegulationContentView, regulationContent } from '#apps/api/regulation/version-content.view.ts';

const VERSION = /^[^\p{C}]{1,100}$/u;

class VersionParams {
  @ApiProperty({ description: 'Version publiée, par son nom.', example: '2026-12' })
  @Matches(VERSION, { message: 'version est le nom d’une version publiée, comme 2026-12' })
  version!: string;
}

class DifferenceQuery extends PageQuery {
  @ApiProperty({ description: 'Version publiée à laquelle comparer.', example: '2026-10' })
  @Matches(VERSION, { message: 'from est le nom d’une version publiée, comme 2026-12' })
  from!: string;
}

class VersionChangesPage extends ListOf {
  @ApiProperty({ type: [VersionChangeView] }) items!: VersionChangeView[];
}

const COLUMNS: Columns<VersionChangeView> = {
  path: ({ path }) => path,
  before: figureColumn(({ before }) => before),
  after: figureColumn(({ after }) => after),
};

@ApiTags('regulation')
@Controller('regulation')
@Reads()
export class VersionContentController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('versions/:version')
  @Allow(...STAFF, 'team', 'service')
  @ApiOperation({
    operationId: 'readRegulationVersion',
    summary: 'Une version publiée : textes, paramètres par date avec leur source et leur certitude, grilles.',
  })
  @ApiOkResponse({ type: RegulationContentView })
  async version(@Param() { version }: VersionParams, @Query() _: AfterQuery): Promise<RegulationContentView> {
    const found = await this.#queries.execute(new ReadVersion({ version }));
    if (found === undefined) throw noVersion(version);
    return regulationContent(found);
  }

  @Get('versions/:version/difference')
  @Allow(...STAFF, 'service')
  @ApiOperation({
    operationId: 'compareRegulationVersions',
    summary: 'Ce qu’une version publiée change d’une autre, valeur par valeur.',
  })
  @ApiPage(VersionChangesPage, COLUMNS)
  async difference(
    @Param() { version }: VersionParams,
    @Query() query: DifferenceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { from } = query;
    const changes = await this.#queries.execute(new CompareVersions({ version: from }, { version }));
    if (changes === undefined) throw noVersion(`${from} ou ${version}`);
    const items = changes.map(({ path, before = null, after = null }) => [path, { path, before, after }] as const);
    return sendPage(request, reply, await pageOf(query, request, items), COLUMNS);
  }

  @Get('proposal/content')
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'readProposedRegulationContent', summary: 'La version proposée, toute entière.' })
  @ApiOkResponse({ type: RegulationContentView })
  async proposal(@Query() _: AfterQuery): Promise<RegulationContentView> {
    const found = await this.#queries.execute(new ReadVersion('proposed'));
    if (found === undefined) throw new Problem(404, 'not-found', 'aucune version n’attend d’être publiée');
    return regulationContent(found);
  }
}

function noVersion(version: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas de version ${version} ; /regulation/versions les montre`);
}
