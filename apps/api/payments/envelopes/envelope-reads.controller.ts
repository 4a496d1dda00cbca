/** `GET /envelopes`: the envelopes that fund the teams. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindEnvelopes } from '#libs/payments/ledger/queries/find-envelopes.ts';
import { ReadEnvelope } from '#libs/payments/ledger/queries/read-envelope.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  ENVELOPE_COLUMNS,
  EnvelopeWithTeamsView,
  EnvelopesPage,
  envelopeView,
  envelopeWithTeams,
} from '#apps/api/payments/envelopes/envelope.views.ts';

export function noEnvelope(name: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas d’enveloppe ${name} ; /envelopes les montre`);
}

@ApiTags('ledgers')
@Controller('envelopes')
@Allow(...STAFF, 'service')
@Reads()
export class EnvelopeReadsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({ operationId: 'listEnvelopes', summary: 'Les enveloppes : engagé, libéré, payé, reste.' })
  @ApiPage(EnvelopesPage, ENVELOPE_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindEnvelopes(knownDay(undefined)));
    const sorted = found.map((envelope) => [envelope.envelope, envelope] as const);
    const { items, next } = await pageOf(query, request, sorted);
    return sendPage(request, reply, { items: items.map(envelopeView), next }, ENVELOPE_COLUMNS);
  }

  @Get(':envelope')
  @ApiOperation({ operationId: 'readEnvelope', summary: 'Une enveloppe, et où en est chaque équipe.' })
  @ApiParam({ name: 'envelope', example: 'FIR-2026' })
  @ApiOkResponse({ type: EnvelopeWithTeamsView })
  async read(@Param('envelope') name: string, @Query() _: AfterQuery): Promise<EnvelopeWithTeamsView> {
    const envelope = await this.#queries.execute(new ReadEnvelope(name, knownDay(undefined)));
    if (envelope === undefined) throw noEnvelope(name);
    return envelopeWithTeams(envelope);
  }
}
