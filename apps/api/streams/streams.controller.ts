/** `GET /streams/{stream}/events`: the events of one stream, as recorded. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { categoryOf } from '#libs/event-store/event.ts';
import { FindStreamEvents, type StreamEvent } from '#libs/event-store/queries/find-stream-events.ts';
import { Allow, type Identity } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { maskedIban, seesIbans } from '#apps/api/payments/accounts/iban.ts';

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

class EventView {
  @ApiProperty({ description: 'Rang dans le journal, à partir de 1.', example: 178823 }) position!: number;
  @ApiProperty({ example: 'team-PEPS-01' }) stream!: string;
  @ApiProperty({ description: 'Rang dans le flux, à partir de 0.', example: 4 }) revision!: number;
  @ApiProperty({ example: 'PhaseBegun' }) type!: string;
  @ApiProperty({ example: 1 }) schemaVersion!: number;
  @ApiProperty({ description: 'Fait de son contenu.', example: '0123456789abcdef0123456789abcdef' }) id!: string;
  @ApiProperty({ description: 'Jour ou période dont il s’agit.', example: '2021-01-01' }) effective!: string;
  @ApiProperty({ description: 'Jour où c’était connu.', example: '2021-01-04' }) knownOn!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) recordedAt!: string;
  @ApiProperty({ description: 'Qui l’a enregistré.', example: 'Alice (vérifié)' }) actor!: string;
  @ApiProperty({ description: 'De quoi cela fait partie.', example: 'import' }) correlation!: string;
  @ApiProperty({ description: 'Ce qui l’a amené.', example: 'phases.csv' }) causation!: string;
  @ApiProperty({ description: 'Contenu.', type: 'object', additionalProperties: true, example: { phase: 'FORFAIT' } })
  data!: unknown;
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
  effective: ({ effective }) => effective,
  known_on: ({ knownOn }) => knownOn,
  recorded_at: ({ recordedAt }) => recordedAt,
  actor: ({ actor }) => actor,
  correlation: ({ correlation }) => correlation,
  causation: ({ causation }) => causation,
  data: ({ data }) => JSON.stringify(data),
};

/** Only the auditor may read about patients. */
const OF_PATIENTS = 'patient';

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
    if (categoryOf(stream) === OF_PATIENTS && !caller.roles.includes('auditor'))
      throw new Problem(403, 'forbidden', 'les flux des patients sont pour l’auditeur');
    const backwards = query.order === 'desc';
    const found = await this.#queries.execute(new FindStreamEvents(stream, backwards, pageRequest(query, request)));
    if (found === undefined)
      throw new Problem(404, 'not-found', 'il n’y a pas de tel flux ; un flux se nomme par exemple team-PEPS-01');
    const items = found.items.map((one) => eventView(one, seesIbans(caller)));
    return sendPage(request, reply, { items, next: found.next }, COLUMNS);
  }
}

function eventView({ event, commit }: StreamEvent, withIbans: boolean): EventView {
  const { position, stream, revision, type, schemaVersion, id, effective, knownOn, data } = event;
  const { recordedAt, actor, correlation, causation } = commit;
  const content: unknown = JSON.parse(data, (key, value: unknown) =>
    key === 'iban' && typeof value === 'string' && !withIbans ? maskedIban(value) : value,
  );
  const envelope = { position, stream, revision, type, schemaVersion, id, effective, knownOn };
  return { ...envelope, recordedAt, actor, correlation, causation, data: content };
}
