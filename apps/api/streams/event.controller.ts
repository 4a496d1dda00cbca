/** `GET /events/{position}` and `…/effects`: one event of the log, its cause, the events recorded with it, and its effects. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindEvent } from '#libs/event-store/queries/find-event.ts';
import { FindEffects, type FoundEffect } from '#libs/history/queries/find-effects.ts';
import { noteStream } from '#apps/api/access/reads.ts';
import { Allow, type Identity } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { type Columns, ListOf, PageQuery, pageRequest, sendPage, dayColumn } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { seesIbans } from '#apps/api/payments/accounts/iban.ts';
import { EventView, eventView, isOfPatients, requireAuditorOfPatients } from '#apps/api/streams/event.view.ts';

class EventParams {
  @Matches(/^[1-9]\d{0,14}$/, { message: 'position est le rang d’un événement dans le journal, à partir de 1' })
  position!: string;
}

class BesideView {
  @ApiProperty({ example: 178824 }) position!: number;
  @ApiProperty({ example: 'payment-ledger' }) stream!: string;
  @ApiProperty({ example: 'DuePosted' }) type!: string;
  @ApiProperty({ example: '2021-Q1' }) effective!: string;
}

class EventInLogView extends EventView {
  @ApiProperty({
    description: 'Ce que la même commande a enregistré avec lui, dans l’ordre ; au plus cent avant et cent après.',
    type: [BesideView],
  })
  beside!: BesideView[];
}

class EffectView extends BesideView {
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) recordedAt!: string;
  @ApiProperty({
    description: 'NAMES : il le nomme ; REQUEST : la même demande l’a enregistré.',
    enum: ['NAMES', 'REQUEST'],
    example: 'NAMES',
  })
  why!: FoundEffect['why'];
}

class EffectsPage extends ListOf {
  @ApiProperty({ type: [EffectView] }) items!: EffectView[];
}

const EFFECT_COLUMNS: Columns<EffectView> = {
  position: ({ position }) => position,
  stream: ({ stream }) => stream,
  type: ({ type }) => type,
  effective: dayColumn(({ effective }) => effective),
  recorded_at: ({ recordedAt }) => recordedAt,
  why: ({ why }) => why,
};

@ApiTags('streams')
@Controller('events')
export class EventController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get(':position')
  @Allow('auditor', 'operator')
  @Reads()
  @ApiOperation({
    operationId: 'readEvent',
    summary: 'Un événement du journal, tel qu’enregistré, et ce qui a été enregistré avec lui.',
  })
  @ApiParam({ name: 'position', example: '1' })
  @ApiOkResponse({ type: EventInLogView })
  async read(@Param() { position }: EventParams, @Caller() caller: Identity): Promise<EventInLogView> {
    const found = await this.#queries.execute(new FindEvent(Number(position)));
    if (found === undefined) throw noEvent(position);
    requireAuditorOfPatients(found.event.stream, caller);
    const beside = found.beside
      .filter(({ stream }) => caller.roles.includes('auditor') || !isOfPatients(stream))
      .map(({ position: of, stream, type, effective }) => ({ position: of, stream, type, effective }));
    for (const { stream } of beside) noteStream(stream);
    return { ...eventView(found, seesIbans(caller)), beside };
  }

  @Get(':position/effects')
  @Allow('auditor', 'operator')
  @Reads()
  @ApiOperation({
    operationId: 'listEventEffects',
    summary:
      'Ce qu’un événement a amené plus tard : décisions et paiements qui le nomment, et la suite de la même demande.',
    description: 'Le journal est lu par morceaux : une page peut être vide et avoir une suite.',
  })
  @ApiParam({ name: 'position', example: '1' })
  @ApiPage(EffectsPage, EFFECT_COLUMNS)
  async effects(
    @Param() { position }: EventParams,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindEffects(Number(position), pageRequest(query, request)));
    if (found === undefined) throw noEvent(position);
    return sendPage(request, reply, { ...found, items: found.items.map(effectView) }, EFFECT_COLUMNS);
  }
}

function noEvent(position: string): Problem {
  return new Problem(404, 'not-found', `le journal n’a pas d’événement ${position}`);
}

function effectView({ event: { position, stream, type, effective }, recordedAt, why }: FoundEffect): EffectView {
  noteStream(stream);
  return { position, stream, type, effective, recordedAt, why };
}
