/** `GET /payment-ledgers/{envelope}/entries`: every posting of the payment ledger of an envelope. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindPostings } from '#libs/payments/ledger/queries/find-postings.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageRequest, sendPage } from '#apps/api/http/listing.ts';
import { noEnvelope } from '#apps/api/payments/envelopes/envelope-reads.controller.ts';
import { POSTING_COLUMNS, PostingsPage, postingView } from '#apps/api/payments/payment-ledger/posting.view.ts';

class EntriesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;
}

@ApiTags('ledgers')
@Controller('payment-ledgers')
export class PaymentLedgersController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get(':envelope/entries')
  @Allow(...STAFF, 'team', 'service')
  @Reads()
  @ApiOperation({
    operationId: 'listPaymentLedgerEntries',
    summary: 'Les écritures du livre des paiements d’une enveloppe, dans l’ordre.',
  })
  @ApiParam({ name: 'envelope', example: 'FIR-2026' })
  @ApiPage(PostingsPage, POSTING_COLUMNS)
  async entries(
    @Param('envelope') envelope: string,
    @Query() query: EntriesQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const team = teamToRead(query.team, caller);
    const page = await this.#queries.execute(new FindPostings(envelope, team, pageRequest(query, request)));
    if (page === undefined) throw noEnvelope(envelope);
    return sendPage(request, reply, { ...page, items: page.items.map(postingView) }, POSTING_COLUMNS);
  }
}
