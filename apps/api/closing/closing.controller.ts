/** `/close-outs`: the end of a team or a scheme: its final statement, its open items, and the two people who close it. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closingJson, listedClosingJson } from '#libs/closing/closing-json.ts';
import { ConfirmClosing } from '#libs/closing/commands/confirm-closing.ts';
import { ProposeClosing } from '#libs/closing/commands/propose-closing.ts';
import { ProposeReopening } from '#libs/closing/commands/propose-reopening.ts';
import { RefuseClosing } from '#libs/closing/commands/refuse-closing.ts';
import { WithdrawClosing } from '#libs/closing/commands/withdraw-closing.ts';
import type { ClosingSubject } from '#libs/closing/events.ts';
import { FindClosings } from '#libs/closing/queries/find-closings.ts';
import { ReadClosing } from '#libs/closing/queries/read-closing.ts';
import { closingKey } from '#libs/closing/state.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { Allow, STAFF } from '#apps/api/access/role.ts';
import { knownDay } from '#apps/api/clock.ts';
import {
  CLOSING_COLUMNS,
  ClosingDto,
  ClosingParams,
  ClosingView,
  ClosingsPage,
} from '#apps/api/closing/closing.view.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { KnownOnQuery } from '#apps/api/http/parameters.ts';

@ApiTags('close-outs')
@Controller('close-outs')
export class ClosingController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({ operationId: 'listCloseOuts', summary: 'Ce qui est clos, et ce qui attend de l’être.' })
  @ApiPage(ClosingsPage, CLOSING_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindClosings());
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [closingKey(one.subject), one] as const),
    );
    return sendPage(request, reply, { items: items.map(listedClosingJson), next }, CLOSING_COLUMNS);
  }

  @Get(':kind/:subject')
  @Allow(...STAFF)
  @Reads(ROSTERS, DOSSIERS, STATEMENTS)
  @ApiOperation({
    operationId: 'readCloseOut',
    summary:
      'La clôture d’une équipe ou d’une expérimentation : décompte final, ce qui reste ouvert, et ce qui attend.',
  })
  @ApiOkResponse({ type: ClosingView })
  async read(@Param() params: ClosingParams, @Query() { knownOn }: KnownOnQuery): Promise<ClosingView> {
    return closingJson(await this.#queries.execute(new ReadClosing(closingSubject(params), knownDay(knownOn))));
  }

  @Post(':kind/:subject/propose')
  @Allow('operator')
  @Commanded(
    'proposeCloseOut',
    'Propose de clore une équipe ou une expérimentation ; une autre personne confirme.',
    DoneView,
  )
  async propose(
    @Param() params: ClosingParams,
    @Body() { lastDay, reason, leavesOpen = false }: ClosingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const of = { subject: closingSubject(params), lastDay: dayFromText(lastDay), reason, leavesOpen };
    return doneView(await this.#commands.run(asked, (author) => new ProposeClosing(of, author)));
  }

  @Post(':kind/:subject/propose-reopening')
  @Allow('operator')
  @Commanded('proposeReopening', 'Propose de rouvrir ce qui est clos ; une autre personne confirme.', DoneView)
  async proposeReopening(
    @Param() params: ClosingParams,
    @Body() { reason }: ReasonDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const subject = closingSubject(params);
    return doneView(await this.#commands.run(asked, (author) => new ProposeReopening(subject, reason, author)));
  }

  @Post(':kind/:subject/confirm')
  @Allow('approver')
  @Confirmed('confirmCloseOut', 'Confirme ce qui est proposé, tel qu’il a été lu : une seconde personne.', {
    result: DoneView,
  })
  async confirm(
    @Param() params: ClosingParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const [subject, code] = [closingSubject(params), confirmationCode(asked, dto)];
    return doneView(await this.#commands.run(asked, (author) => new ConfirmClosing(subject, code, author)));
  }

  @Post(':kind/:subject/refuse')
  @Allow('approver')
  @Ends('refuseCloseOut', 'Refuse ce qui est proposé : une seconde personne, avec un motif.', RefusingDto)
  async refuse(
    @Param() params: ClosingParams,
    @Body() { reason, ...read }: RefusingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    const subject = closingSubject(params);
    return doneView(await this.#commands.run(asked, (author) => new RefuseClosing(subject, reason, author, code)));
  }

  @Post(':kind/:subject/withdraw')
  @Allow('operator')
  @Ends('withdrawCloseOut', 'Retire ce qui est proposé : qui l’a proposé.')
  async withdraw(
    @Param() params: ClosingParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    const subject = closingSubject(params);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawClosing(subject, author, code)));
  }
}

function closingSubject({ kind, subject }: ClosingParams): ClosingSubject {
  return { kind: kind === 'team' ? 'TEAM' : 'SCHEME', name: subject };
}
