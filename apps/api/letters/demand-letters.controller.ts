/** `GET /envelopes/{envelope}/demands/{team}/letter`: the letter that asks a team that left to repay, as text or as PDF. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Letterhead } from '#libs/letters/letter.ts';
import { ReadDemandLetter } from '#libs/letters/queries/read-demand-letter.ts';
import { ReadDemand } from '#libs/payments/ledger/queries/read-demand.ts';
import { demandLetterText } from '#libs/words/texts/demand-letter.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import { preferred } from '#apps/api/http/accepted.ts';
import { Reads } from '#apps/api/http/after.ts';
import { AfterQuery, VARIES_BY_FORMAT } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { LETTERHEAD, PDF, PDF_CONTENT, sendLetter } from '#apps/api/letters/letter-response.ts';
import { optionalHeadersOf } from '#apps/api/contract/headers.ts';
import { DebtorParams } from '#apps/api/payments/envelopes/envelope.dto.ts';

const TEXT = 'text/plain';

@ApiTags('ledgers')
@Controller('envelopes')
@Allow(...STAFF, 'service')
@Reads()
export class DemandLettersController {
  readonly #queries: QueryBus;
  readonly #letterhead: Letterhead;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(LETTERHEAD) letterhead: Letterhead) {
    this.#queries = queries;
    this.#letterhead = letterhead;
  }

  @Get(':envelope/demands/:team/letter')
  @ApiOperation({ operationId: 'readDemandLetter', summary: 'La lettre qui demande à une équipe de rembourser.' })
  @ApiOkResponse({
    description: 'En texte, ou en PDF accessible avec Accept: application/pdf.',
    headers: optionalHeadersOf(['Content-Disposition']),
    content: { [TEXT]: { schema: { type: 'string' } }, ...PDF_CONTENT },
  })
  async letter(
    @Param() { envelope, team }: DebtorParams,
    @Query() _: AfterQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer> {
    void reply.header('vary', VARIES_BY_FORMAT);
    const found =
      preferred(request, [TEXT, PDF]) === PDF
        ? await this.#pdf(envelope, team, reply)
        : await this.#text(envelope, team, reply);
    if (found === undefined) throw new Problem(404, 'not-found', `rien n’est demandé à ${team} pour ${envelope}`);
    return found;
  }

  async #pdf(envelope: string, team: string, reply: FastifyReply): Promise<Buffer | undefined> {
    const letter = await this.#queries.execute(new ReadDemandLetter(envelope, team, this.#letterhead));
    return letter && sendLetter(reply, letter, ['demande', team, envelope]);
  }

  async #text(envelope: string, team: string, reply: FastifyReply): Promise<string | undefined> {
    const demand = await this.#queries.execute(new ReadDemand(envelope, team));
    void reply.type(`${TEXT}; charset=utf-8`);
    return demand && demandLetterText(demand, knownDay(undefined));
  }
}
