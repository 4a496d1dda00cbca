/** `GET /regulation/versions`: every published version; the last one is in force. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindVersions } from '#libs/regulation/publication/queries/find-versions.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';

class PublishedVersionView {
  @ApiProperty({ example: '2024-1' }) version!: string;
  @ApiProperty({ description: 'SHA-256 de ce qui est lu.', example: '5e884898da28…' }) fingerprint!: string;
  @ApiProperty({ description: 'Position dans le journal.', example: 1 }) position!: number;
  @ApiProperty({ example: '2026-01-05T08:00:00.000Z' }) publishedAt!: string;
  @ApiProperty({ description: 'Qui l’a publiée.', example: 'Bob (vérifié)' }) publishedBy!: string;
  @ApiProperty({ type: [String], example: ['PEPS', 'PRIMORDIAL', 'IPEP'] }) schemes!: readonly string[];
  @ApiProperty({ description: 'En vigueur : la dernière publiée.', example: true }) inForce!: boolean;
}

class PublishedVersionsPage extends ListOf {
  @ApiProperty({ type: [PublishedVersionView] }) items!: PublishedVersionView[];
}

const COLUMNS: Columns<PublishedVersionView> = {
  version: ({ version }) => version,
  fingerprint: ({ fingerprint }) => fingerprint,
  position: ({ position }) => position,
  published_at: ({ publishedAt }) => publishedAt,
  published_by: ({ publishedBy }) => publishedBy,
  schemes: ({ schemes }) => schemes.join(' '),
  in_force: ({ inForce }) => String(inForce),
};

/** Pads the revision, so that keys sort by revision. */
const KEY_DIGITS = 12;

@ApiTags('regulation')
@Controller('regulation/versions')
export class PublishedVersionsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF, 'team', 'service')
  @Reads()
  @ApiOperation({ operationId: 'listRegulationVersions', summary: 'Les versions publiées de la réglementation.' })
  @ApiPage(PublishedVersionsPage, COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindVersions());
    const all = found.map(({ revision, ...version }) => [String(revision).padStart(KEY_DIGITS, '0'), version] as const);
    return sendPage(request, reply, await pageOf(query, request, all), COLUMNS);
  }
}
