/** `GET /projections`: the projections of the log and their progress. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Health, healthOf } from '#libs/read-store/health.ts';
import { healthText } from '#libs/words/health.ts';
import { FindProjections } from '#libs/read-store/queries/find-projections.ts';
import { Allow } from '#apps/api/access/role.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Reads } from '#apps/api/http/after.ts';

class ProjectionView {
  @ApiProperty({ example: 'statements' }) name!: string;
  @ApiProperty({ description: '0 : jamais construite.', example: 3 }) version!: number;
  @ApiProperty({ description: 'Dernière position vue.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Dernière position du journal.', example: 178822 }) end!: number;
  @ApiProperty({ description: 'Événements enregistrés qui la concernent.', example: 2875 }) stored!: number;
  @ApiProperty({ description: 'Événements traités.', example: 2875 }) processed!: number;
  @ApiProperty({ description: 'Événements qu’elle n’a pas pu lire.', example: 0 }) poison!: number;
  @ApiProperty({ description: 'Octets que ses documents prennent, comptés par le moteur.', example: 4194304 })
  bytes!: number;
  @ApiProperty({ enum: ['NEVER_BUILT', 'UNSOUND', 'BEHIND', 'UP_TO_DATE'], example: 'UP_TO_DATE' }) health!: Health;
  @ApiProperty({ description: 'La même en clair.', example: 'à jour' }) healthText!: string;
}

class ProjectionsPage extends ListOf {
  @ApiProperty({ type: [ProjectionView] }) items!: ProjectionView[];
}

const COLUMNS: Columns<ProjectionView> = {
  name: ({ name }) => name,
  version: ({ version }) => version,
  position: ({ position }) => position,
  end: ({ end }) => end,
  stored: ({ stored }) => stored,
  processed: ({ processed }) => processed,
  poison: ({ poison }) => poison,
  bytes: ({ bytes }) => bytes,
  health: ({ health }) => health,
};

@ApiTags('projections')
@Controller('projections')
export class ProjectionsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow('operator', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'listProjections',
    summary: 'Les projections : où elles en sont, et si elles tiennent ce que le journal a.',
  })
  @ApiPage(ProjectionsPage, COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindProjections());
    const sorted = found
      .map((status) => [status.name, { ...status, health: healthOf(status), healthText: healthText(status) }] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return sendPage(request, reply, await pageOf(query, request, sorted), COLUMNS);
  }
}
