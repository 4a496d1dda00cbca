/** `GET /payment-ledgers/{envelope}/entries`: every posting of the payment ledger of an envelope. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { DEFAULT_PAGE, PageQuery, keyOfCursor, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import { noEnvelope } from '#apps/api/payments/envelopes/envelope-reads.controller.ts';
import {
  POSTING_COLUMNS,
  type PostingView,
  PostingsPage,
  postingView,
} from '#apps/api/payments/payment-ledger/posting.view.ts';

class EntriesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;
}

@ApiTags('ledgers')
@Controller('payment-ledgers')
export class PaymentLedgersController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
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
    const { log } = this.#stores;
    const team = teamToRead(query.team, caller);
    const stream = ledgerStream(envelope);
    if ((await log.readStream(stream, { limit: 1 })).length === 0) throw noEnvelope(envelope);
    const atATime = Math.max(query.limit ?? DEFAULT_PAGE, DEFAULT_PAGE);
    const events = streamAfter(log, stream, { after: keyOfCursor(query, request), atATime });
    return sendPage(request, reply, await pageOf(query, request, postings(events, team)), POSTING_COLUMNS);
  }
}

async function* postings(
  events: ReturnType<typeof streamAfter>,
  team: string | undefined,
): AsyncIterable<readonly (readonly [string, PostingView])[]> {
  for await (const batch of events)
    yield batch.flatMap(([key, event]) => {
      const posting = postingView(event);
      return posting === undefined || (team !== undefined && posting.team !== team) ? [] : [[key, posting] as const];
    });
}
