/** `GET /events/{position}`: one event of the log, what caused it, and what was recorded with it. */
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { FindEvent } from '#libs/event-store/queries/find-event.ts';
import { Allow, type Identity } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
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
    if (found === undefined) throw new Problem(404, 'not-found', `le journal n’a pas d’événement ${position}`);
    requireAuditorOfPatients(found.event.stream, caller);
    const beside = found.beside
      .filter(({ stream }) => caller.roles.includes('auditor') || !isOfPatients(stream))
      .map(({ position: of, stream, type, effective }) => ({ position: of, stream, type, effective }));
    return { ...eventView(found, seesIbans(caller)), beside };
  }
}
