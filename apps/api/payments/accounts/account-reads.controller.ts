/** `GET /payees/{team}` and `GET /debtors/{envelope}`: the account of a team, and that of an envelope. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AccountKey } from '#libs/payments/accounts/accounts.ts';
import { ReadAccount } from '#libs/payments/accounts/queries/read-account.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { HolderView, holderView } from '#apps/api/payments/accounts/account.views.ts';

@ApiTags('accounts')
@Controller()
@Reads()
export class AccountReadsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('payees/:team')
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'readPayee', summary: 'Le compte d’une équipe, confirmé et proposé.' })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiOkResponse({ type: HolderView })
  payee(
    @Param('team') team: string,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HolderView> {
    return this.#account({ side: 'payee', holder: team }, caller, reply);
  }

  @Get('debtors/:envelope')
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'readDebtor', summary: 'Le compte débité d’une enveloppe, confirmé et proposé.' })
  @ApiParam({ name: 'envelope', example: 'FIR-2026' })
  @ApiOkResponse({ type: HolderView })
  debtor(
    @Param('envelope') envelope: string,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HolderView> {
    return this.#account({ side: 'debtor', holder: envelope }, caller, reply);
  }

  async #account(key: AccountKey, caller: Identity, reply: FastifyReply): Promise<HolderView> {
    const found = await this.#queries.execute(new ReadAccount(key));
    if (found.current === undefined && found.proposal === undefined)
      throw new Problem(404, 'not-found', `aucun compte n’est proposé ni confirmé pour ${key.holder}`);
    const view = holderView(key.holder, found, caller);
    // A confirmation gives it back in If-Match.
    if (view.proposed?.code != null) void reply.header('etag', `"${view.proposed.code}"`);
    return view;
  }
}
