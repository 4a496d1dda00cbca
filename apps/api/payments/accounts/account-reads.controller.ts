/** `GET /accounts`, `GET /payees/{team}` and `GET /debtors/{envelope}`: the accounts of teams and of envelopes. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { FindAccounts } from '#libs/payments/accounts/queries/find-accounts.ts';
import { ReadAccount } from '#libs/payments/accounts/queries/read-account.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Caller } from '#apps/api/http/idempotency.ts';
import { unknownTeamProblem } from '#apps/api/http/known-team.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { PayeeParams } from '#apps/api/payments/accounts/account.dto.ts';
import { HOLDER_COLUMNS, HolderView, HoldersPage, holderView } from '#apps/api/payments/accounts/account.views.ts';

@ApiTags('accounts')
@Controller()
@Reads()
export class AccountReadsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('accounts')
  @Allow(...STAFF)
  @ApiOperation({
    operationId: 'listAccounts',
    summary: 'Les comptes des équipes et des enveloppes, confirmés et proposés.',
  })
  @ApiPage(HoldersPage, HOLDER_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindAccounts());
    const keyed = found.map((account) => [accountStream(account.key), account] as const);
    const { items, next } = await pageOf(query, request, keyed);
    const shown = items.map(({ key, current, proposal }) => ({
      ...holderView(key.holder, { current, proposal }, caller),
      side: key.side,
    }));
    return sendPage(request, reply, { items: shown, next }, HOLDER_COLUMNS);
  }

  @Get('payees/:team')
  @Allow(...STAFF)
  @ApiOperation({ operationId: 'readPayee', summary: 'Le compte d’une équipe, confirmé et proposé.' })
  @ApiParam({ name: 'team', example: 'PEPS-01' })
  @ApiOkResponse({ type: HolderView })
  payee(
    @Param() { team }: PayeeParams,
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
    if (found.current === undefined && found.proposal === undefined) {
      if (!found.isKnown) throw unknownTeamProblem(key.holder);
      throw new Problem(404, 'not-found', `aucun compte n’est proposé ni confirmé pour ${key.holder}`);
    }
    const view = holderView(key.holder, found, caller);
    // A confirmation gives it back in If-Match.
    if (view.proposed?.code != null) void reply.header('etag', `"${view.proposed.code}"`);
    return view;
  }
}
