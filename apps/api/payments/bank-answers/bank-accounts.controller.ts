/** `GET /bank-accounts`: the statements of our accounts against the payment ledger, day by day; and the reason of a difference. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayText } from '#libs/kernel/day.ts';
import { ExplainDifference } from '#libs/payments/reconciliation/commands/explain-difference.ts';
import { ReconcileAccounts, type ReconciledAccount } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { Allow, type Identity, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam, Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { DifferenceParams, ExplanationDto } from '#apps/api/payments/bank-answers/bank-account.dto.ts';
import {
  ACCOUNT_DAY_COLUMNS,
  AccountDaysPage,
  BANK_ACCOUNT_COLUMNS,
  BankAccountsPage,
  DIFFERENCE_COLUMNS,
  AccountDifferencesPage,
  accountDayView,
  bankAccountView,
  differenceView,
} from '#apps/api/payments/bank-answers/bank-account.views.ts';

@ApiTags('payments')
@Controller('bank-accounts')
@Allow(...STAFF)
@Reads()
export class BankAccountReadsController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  @ApiOperation({ operationId: 'listBankAccounts', summary: 'Nos comptes dont des relevés (camt.053) ont été pris.' })
  @ApiPage(BankAccountsPage, BANK_ACCOUNT_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Caller() caller: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = (await this.#queries.execute(new ReconcileAccounts())).map((one) => [one.id, one] as const);
    const { items, next } = await pageOf(query, request, found.toSorted(byKey));
    const views = items.map((account) => bankAccountView(account, caller));
    return sendPage(request, reply, { items: views, next }, BANK_ACCOUNT_COLUMNS);
  }

  @Get(':account/days')
  @ApiOperation({
    operationId: 'listBankAccountDays',
    summary: 'Un compte jour par jour : ouverture, mouvements, clôture, inexpliqué.',
  })
  @ApiParam({ name: 'account', example: '2847f6106ab6f0da' })
  @ApiPage(AccountDaysPage, ACCOUNT_DAY_COLUMNS)
  async days(
    @Param('account') id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { days } = await this.#account(id);
    const { items, next } = await pageOf(
      query,
      request,
      days.map((one) => [dayText(one.day), one] as const),
    );
    return sendPage(request, reply, { items: items.map(accountDayView), next }, ACCOUNT_DAY_COLUMNS);
  }

  @Get(':account/differences')
  @ApiOperation({
    operationId: 'listBankAccountDifferences',
    summary: 'Les écarts entre les relevés d’un compte et le livre des paiements.',
  })
  @ApiParam({ name: 'account', example: '2847f6106ab6f0da' })
  @ApiPage(AccountDifferencesPage, DIFFERENCE_COLUMNS)
  async differences(
    @Param('account') id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const keyed = (await this.#account(id)).differences.map((one) => [`${dayText(one.day)} ${one.id}`, one] as const);
    const { items, next } = await pageOf(query, request, keyed.toSorted(byKey));
    return sendPage(request, reply, { items: items.map(differenceView), next }, DIFFERENCE_COLUMNS);
  }

  async #account(id: string): Promise<ReconciledAccount> {
    const found = (await this.#queries.execute(new ReconcileAccounts())).find((one) => one.id === id);
    if (found === undefined)
      throw new Problem(404, 'not-found', `il n’y a pas de compte ${id} ; /bank-accounts montre ceux qu’il y a`);
    return found;
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

@ApiTags('payments')
@Controller('bank-accounts')
export class BankAccountsController {
  readonly #commands: Commands;

  constructor(@Inject(Commands) commands: Commands) {
    this.#commands = commands;
  }

  @Post('differences/:difference/explain')
  @Allow('accountant')
  @Commanded('explainDifference', 'Explique un écart entre un relevé et le livre des paiements.', DoneView)
  async explain(
    @Param() { difference }: DifferenceParams,
    @Body() { reason }: ExplanationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new ExplainDifference(difference, reason, author)));
  }
}
