/** A log that lost its end, over HTTP: the losses that its witnesses show, the report of one person, the acknowledgement of another. */
import { Body, Controller, Get, Inject, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AcknowledgeLoss } from '#libs/continuity/commands/acknowledge-loss.ts';
import { RefuseLossReport } from '#libs/continuity/commands/refuse-loss-report.ts';
import { ReportLoss } from '#libs/continuity/commands/report-loss.ts';
import { WithdrawLossReport } from '#libs/continuity/commands/withdraw-loss-report.ts';
import { FindLosses } from '#libs/continuity/queries/find-losses.ts';
import { Allow, RecentLogin, STAFF } from '#apps/api/access/role.ts';
import { LossesView, lossesView } from '#apps/api/audit/losses.view.ts';
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
import { AfterQuery } from '#apps/api/http/listing.ts';

@ApiTags('audit')
@Controller('audit/losses')
export class LossesController {
  readonly #commands: Commands;
  readonly #queries: QueryBus;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#commands = commands;
    this.#queries = queries;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'readLosses',
    summary: 'Ce que le journal n’a plus et que ses témoins ont vu, ce qui en est signalé, et les pertes reconnues.',
  })
  @ApiOkResponse({ type: LossesView })
  async read(@Query() _: AfterQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<LossesView> {
    const found = await this.#queries.execute(new FindLosses());
    // The acknowledgement gives it back in If-Match.
    if (found.report !== undefined) void reply.header('etag', `"${found.report.code}"`);
    return lossesView(found);
  }

  @Post('report')
  @Allow('operator')
  @Commanded('reportLoss', 'Signale que le journal a perdu sa fin, et ce qui s’est passé.', DoneView)
  async report(@Body() { reason }: ReasonDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, (author) => new ReportLoss(reason, author)));
  }

  @Post('acknowledge')
  @Allow('approver')
  @RecentLogin()
  @Confirmed('acknowledgeLoss', 'Reconnaît la perte signalée, telle qu’elle a été lue : une seconde personne.', {
    result: DoneView,
  })
  async acknowledge(@Body() dto: ConfirmationDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return doneView(await this.#commands.run(asked, (author) => new AcknowledgeLoss(code, author)));
  }

  @Post('refuse')
  @Allow('approver')
  @Ends('refuseLossReport', 'Refuse le signalement d’une perte : une seconde personne, avec un motif.', RefusingDto)
  async refuse(@Body() { reason, ...read }: RefusingDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new RefuseLossReport(reason, author, code)));
  }

  @Post('withdraw')
  @Allow('operator')
  @Ends('withdrawLossReport', 'Retire le signalement d’une perte : qui l’a fait.')
  async withdraw(@Body() read: EndingDto, @AskedParam() asked: CommandRequest): Promise<DoneView> {
    const code = endingCode(asked, read);
    return doneView(await this.#commands.run(asked, (author) => new WithdrawLossReport(author, code)));
  }
}
