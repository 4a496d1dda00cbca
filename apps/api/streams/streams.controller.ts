/** `GET /streams/{stream}/events`: the events of one stream, as recorded. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindStreamEvents } from '#libs/event-store/queries/find-stream-events.ts';
import { Allow, type Identity } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage, dayColumn } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { seesIbans } from '#apps/api/payments/accounts/iban.ts';
import { EventView, eventView, requireAuditorOfPatients } from '#apps/api/streams/event.view.ts';

const ORDERS = ['asc', 'desc'] as const;

class EventsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Du premier au dernier, ou l’inverse.',
    enum: ORDERS,
    default: 'asc',
    example: 'desc',
  })
  @IsOptional()
  @IsIn(ORDERS, { message: `order vient de ${ORDERS.join(', ')}` })
  order?: (typeof ORDERS)[number];
}

class EventsPage extends ListOf {
  @ApiProperty({ type: [EventView] }) items!: EventView[];
}

const COLUMNS: Columns<EventView> = {
  position: ({ position }) => position,
  stream: ({ stream }) => stream,
  revision: ({ revision }) => revision,
  type: ({ type }) => type,
  schema_version: ({ schemaVersion }) => schemaVersion,
  id: ({ id }) => id,
  effective: dayColumn(({ effective }) => effective),
  known_on: dayColumn(({ knownOn }) => knownOn),
  recorded_at: ({ recordedAt }) => recordedAt,
  actor: ({ actor }) => actor,
  correlation: ({ correlation }) => correlation,
  causation: ({ causation }) => causation,
  data: ({ data }) => JSON.stringify(data),
};

@ApiTags('streams')
@Controller('streams')
export class StreamsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get(':stream/events')
  @Allow('auditor', 'operator')
  @Reads()
  @ApiOperation({
    operationId: 'listStreamEvents',
    summary: 'Les événements d’un flux, tels qu’enregistrés ; ceux d’un patient pour l’auditeur seul.',
  })
  @ApiParam({ name: 'stream', example: 'team-PEPS-01' })
  @ApiPage(EventsPage, COLUMNS)
  async events(
    @Param('stream') stream: string,
    @Query() query: EventsQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    requireAuditorOfPatients(stream, caller);
    const backwards = query.order === 'desc';
    const found = await this.#queries.execute(new FindStreamEvents(stream, backwards, pageRequest(query, request)));
    if (found === undefined)
      throw new Problem(404, 'not-found', 'il n’y a pas de tel flux ; un flux se nomme par exemple team-PEPS-01');
    const items = found.items.map((one) => eventView(one, seesIbans(caller)));
    return sendPage(request, reply, { items, next: found.next }, COLUMNS);
  }
}
