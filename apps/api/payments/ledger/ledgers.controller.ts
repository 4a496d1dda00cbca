/** `GET /envelopes` and `GET /payment-ledgers/{envelope}/entries`: what funds the teams, and every posting. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compareText } from '#libs/kernel/text.ts';
import { envelopes, ledgerStream } from '#libs/payments/ledger/envelopes.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { teamToRead } from '#apps/api/access/own-team.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, DEFAULT_PAGE, PageQuery, keyOfCursor, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { streamAfter } from '#libs/event-store/stream-pages.ts';
import {
  ENVELOPE_COLUMNS,
  EnvelopeWithTeamsView,
  EnvelopesPage,
  POSTING_COLUMNS,
  type PostingView,
  PostingsPage,
  envelopeView,
  envelopeWithTeams,
  postingView,
} from '#apps/api/payments/ledger/ledger.views.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

class EntriesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;
}

function noEnvelope(name: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas d’enveloppe ${name} ; /envelopes les montre`);
}

@ApiTags('ledgers')
@Controller('envelopes')
@Allow(...STAFF, 'service')
@Reads()
export class EnvelopesController {
  readonly #stores: ServedStores;

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  @Get()
  @ApiOperation({ operationId: 'listEnvelopes', summary: 'Les enveloppes : engagé, libéré, payé, reste.' })
  @ApiPage(EnvelopesPage, ENVELOPE_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const all = (await envelopes(this.#stores.log))
      .map((ledger) => [ledger.envelope, ledger] as const)
      .sort(([a], [b]) => compareText(a, b));
    const { items, next } = await pageOf<PaymentLedger>(query, request, all);
    return sendPage(request, reply, { items: items.map(envelopeView), next }, ENVELOPE_COLUMNS);
  }

  @Get(':envelope')
  @ApiOperation({ operationId: 'readEnvelope', summary: 'Une enveloppe, et où en est chaque équipe.' })
  @ApiParam({ name: 'envelope', example: 'FIR-2026' })
  @ApiOkResponse({ type: EnvelopeWithTeamsView })
  async read(@Param('envelope') name: string, @Query() _: AfterQuery): Promise<EnvelopeWithTeamsView> {
    const ledger = (await envelopes(this.#stores.log)).find(({ envelope }) => envelope === name);
    if (ledger === undefined) throw noEnvelope(name);
    return envelopeWithTeams(ledger);
  }
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
