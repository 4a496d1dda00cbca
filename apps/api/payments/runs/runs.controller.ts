/** `/payment-runs`: runs are prepared, read, released by their code, and their files go to the bank. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { CancelRun } from '#libs/payments/ledger/commands/cancel-run.ts';
import { DownloadPaymentFile } from '#libs/payments/runs/commands/download-payment-file.ts';
import { DropPaymentRun } from '#libs/payments/runs/commands/drop-payment-run.ts';
import { PreparePaymentRun } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun } from '#libs/payments/runs/commands/release-payment-run.ts';
import { FindPaymentRuns, runKey } from '#libs/payments/runs/queries/find-payment-runs.ts';
import { ReadPaymentRun } from '#libs/payments/runs/queries/read-payment-run.ts';
import { ReadPreparedRun } from '#libs/payments/runs/queries/read-prepared-run.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { Allow, type Identity, RecentLogin, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam, Caller, ReaderParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { FileQuery, PaymentRunDto, RunParams, RunsQuery } from '#apps/api/payments/runs/run.dto.ts';
import {
  PreparedRunView,
  RUN_COLUMNS,
  RunView,
  RunWithPaymentsView,
  RunsPage,
  preparedRunView,
  preparedWithPayments,
  runView,
  runWithPayments,
} from '#apps/api/payments/runs/run.views.ts';

@ApiTags('payments')
@Controller('payment-runs')
export class RunsController {
  readonly #commands: Commands;
  readonly #bus: CommandBus;
  readonly #queries: QueryBus;

  constructor(
    @Inject(Commands) commands: Commands,
    @Inject(CommandBus) bus: CommandBus,
    @Inject(QueryBus) queries: QueryBus,
  ) {
    this.#commands = commands;
    this.#bus = bus;
    this.#queries = queries;
  }

  @Post()
  @Allow('operator', 'authorising-officer')
  @Commanded(
    'preparePaymentRun',
    'Prépare ce qui est dû : le vérifie, en fait les fichiers, donne le code qui le libère ; rien n’est libéré.',
    PreparedRunView,
  )
  async prepare(@Body() dto: PaymentRunDto, @AskedParam() asked: CommandRequest): Promise<PreparedRunView> {
    const request = requestOf(dto, asked.meta.at);
    const prepared = await this.#commands.run(asked, (author) => new PreparePaymentRun(request, author));
    if (prepared === undefined)
      throw new Problem(
        409,
        'conflict',
        `la campagne ${dto.run} de cette commande n’est plus préparée : elle a été libérée ou abandonnée depuis`,
      );
    return preparedRunView(prepared);
  }

  @Post(':run/release')
  @Allow('authorising-officer')
  @RecentLogin()
  @Confirmed('releasePaymentRun', 'Libère une campagne préparée, telle qu’elle a été lue, une seule fois.', {
    result: RunView,
  })
  async release(
    @Param() { run }: RunParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<RunView> {
    const code = confirmationCode(asked, dto);
    return runView(await this.#commands.run(asked, (author) => new ReleasePaymentRun(run, code, author)));
  }

  @Post(':run/drop')
  @Allow('operator', 'authorising-officer')
  @Ends('dropPaymentRun', 'Abandonne une campagne préparée ; rien n’a été libéré.')
  async drop(
    @Param() { run }: RunParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new DropPaymentRun(run, author, code)));
  }

  @Post(':run/cancel')
  @Allow('operator', 'authorising-officer')
  @Commanded(
    'proposeRunCancellation',
    'Propose d’annuler une campagne libérée qui n’est pas partie ; une autre personne le confirme, qui voit si son fichier a été remis.',
    DoneView,
  )
  async cancel(
    @Param() { run }: RunParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    if ((await this.#queries.execute(new ReadPaymentRun(run))) === undefined) throw noRun(run);
    return doneView(await this.#commands.run(asked, (author) => new CancelRun(run, reason, author)));
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({ operationId: 'listPaymentRuns', summary: 'Les campagnes de paiement, préparées et libérées.' })
  @ApiPage(RunsPage, RUN_COLUMNS)
  async list(
    @Query() query: RunsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const runs = await this.#queries.execute(new FindPaymentRuns(query.envelope));
    const { items, next } = await pageOf(
      query,
      request,
      runs.map((run) => [runKey(run), run] as const),
    );
    return sendPage(request, reply, { items: items.map(runView), next }, RUN_COLUMNS);
  }

  @Get(':run')
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readPaymentRun',
    summary: 'Une campagne et ses paiements : préparée, comme elle serait libérée maintenant, ou libérée.',
  })
  @ApiOkResponse({ type: RunWithPaymentsView })
  async read(
    @Param() { run }: RunParams,
    @Query() _: AfterQuery,
    @Caller() caller: Identity,
  ): Promise<RunWithPaymentsView> {
    const prepared = await this.#queries.execute(new ReadPreparedRun(run, new Date().toISOString()));
    if (prepared !== undefined) return preparedWithPayments(prepared, caller);
    const released = await this.#queries.execute(new ReadPaymentRun(run));
    if (released !== undefined) return runWithPayments(released, caller);
    throw noRun(run);
  }

  /** The file contains account numbers and orders the bank to pay: each download is recorded. */
  @Get(':run/file')
  @Allow('accountant', 'authorising-officer', 'auditor')
  @Reads()
  @ApiOperation({
    operationId: 'readPaymentFile',
    summary:
      'Un fichier d’une campagne libérée pour la banque : les mêmes octets chaque fois ; qui le prend, et quand, est retenu.',
  })
  @ApiOkResponse({
    description: 'ISO 20022 pain.001.001.09, ou le même en CSV avec format=csv.',
    content: { 'application/xml': { schema: { type: 'string' } }, 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiUnprocessableEntityResponse({ description: 'La campagne n’est pas libérée, ou n’a rien à envoyer à la banque.' })
  async file(
    @Param() { run }: RunParams,
    @Query() { format = 'xml', file }: FileQuery,
    @ReaderParam() author: Author,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { text } = await this.#bus.execute(new DownloadPaymentFile({ run, file, format }, author));
    noteRead('FILE', `payment-runs/${run}`);
    void reply.type(format === 'xml' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8');
    void reply.header('cache-control', 'no-store');
    return text;
  }
}

function noRun(run: string): Problem {
  return new Problem(404, 'not-found', `il n’y a pas de campagne ${run} ; /payment-runs les montre`);
}

function requestOf({ dueBy, executionDay, team, exceptions = [], ...of }: PaymentRunDto, at: string): RunRequest {
  const today = dayOfInstant(at);
  return {
    ...of,
    dueBy: dueBy === undefined ? today : dayFromText(dueBy),
    executionDay: executionDay === undefined ? nextBankDay(today) : dayFromText(executionDay),
    ...(team === undefined ? {} : { team }),
    exceptions,
  };
}
