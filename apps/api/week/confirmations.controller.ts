/** `GET /confirmations`: all proposals that wait for a second person, with a mark on those that the caller may confirm. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindConfirmations } from '#libs/week/queries/find-confirmations.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller, callingPerson } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { CONFIRMATION_COLUMNS, ConfirmationsPage, confirmationView } from '#apps/api/week/confirmation.view.ts';

@ApiTags('week')
@Controller('confirmations')
export class ConfirmationsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'listConfirmations',
    summary: 'Tout ce qui attend une seconde personne, ce que cela change, et si vous pouvez le confirmer.',
  })
  @ApiPage(ConfirmationsPage, CONFIRMATION_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const asking = { by: callingPerson(caller), roles: caller.roles, today: knownDay(undefined) };
    const found = await this.#queries.execute(new FindConfirmations(asking));
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [`${one.at}/${one.id}`, one] as const),
    );
    const shown = items.map((one) => confirmationView(one, caller));
    return sendPage(request, reply, { items: shown, next }, CONFIRMATION_COLUMNS);
  }
}
