/** `GET /regulation/versions`: every version published, the last of them in force. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REGULATION_STREAM, publishedIn } from '#libs/regulation/publication/published.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { ServedStores } from '#apps/api/stores/stores.module.ts';

class PublishedVersionView {
  @ApiProperty({ example: '2024-1' }) version!: string;
  @ApiProperty({ description: 'SHA-256 de ce qui est lu.', example: '5e884898da28…' }) fingerprint!: string;
  @ApiProperty({ description: 'Position dans le journal.', example: 1 }) position!: number;
  @ApiProperty({ example: '2026-01-05T08:00:00.000Z' }) publishedAt!: string;
  @ApiProperty({ description: 'Qui l’a publiée.', example: 'Bob (vérifié)' }) publishedBy!: string;
  @ApiProperty({ type: [String], example: ['PEPS', 'PRIMORDIAL', 'IPEP'] }) schemes!: string[];
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

@ApiTags('regulation')
@Controller('regulation/versions')
export class PublishedVersionsController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
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
    const { log } = this.#stores;
    const events = (await log.readStream(REGULATION_STREAM)).filter(({ type }) => type === 'RegulationPublished');
    const all: (readonly [string, PublishedVersionView])[] = [];
    for (const [i, { regulation }] of publishedIn(events).entries()) {
      const event = events[i];
      if (event === undefined) throw new RangeError('as many versions are published as there are events of it');
      const { recordedAt, actor } = await log.commit(event.commit);
      const view = {
        version: regulation.version,
        fingerprint: regulation.fingerprint,
        position: event.position,
        publishedAt: recordedAt,
        publishedBy: actor,
        schemes: [...regulation.schemes.keys()],
        inForce: i === events.length - 1,
      };
      all.push([String(event.revision).padStart(12, '0'), view]);
    }
    return sendPage(request, reply, await pageOf(query, request, all), COLUMNS);
  }
}
