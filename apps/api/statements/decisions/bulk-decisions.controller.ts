/** Steps on all statements of a range that await them, as jobs: for thousands of statements, or a log that takes long to read again. */
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '#apps/api/access/role.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { quarterRange } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { BecomesJob, type Buses, accepted } from '#apps/api/jobs/long-work.controller.ts';
import { refuseDayBesideReplay } from '#apps/api/statements/decisions/decisions.controller.ts';
import {
  ApprovalDto,
  RegulariseManyDto,
  RejectionSelectionDto,
  SubmissionDto,
  WithdrawalSelectionDto,
} from '#apps/api/statements/decisions/decisions.dto.ts';
import type { QuartersDto } from '#apps/api/statements/quarters.dto.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';

@ApiTags('decisions')
@Controller('statements')
export class BulkDecisionsController {
  readonly #buses: Buses;

  constructor(@Inject(Commands) commands: Commands, @Inject(QueryBus) queries: QueryBus) {
    this.#buses = { commands, queries };
  }

  @Post('submissions')
  @Allow('operator')
  @BecomesJob('requestSubmission', 'Soumet par un travail tous les décomptes calculés et régularisations d’une plage.')
  async submit(
    @Body() body: SubmissionDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return this.#job(asked, 'submit', body, reply);
  }

  @Post('approvals')
  @Allow('approver')
  @BecomesJob('requestApproval', 'Approuve par un travail ce que couvrent des rapports des écarts, par leur code.')
  async approve(
    @Body() body: ApprovalDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return this.#job(asked, 'approve', body, reply);
  }

  @Post('rejections')
  @Allow('approver')
  @BecomesJob('requestRejection', 'Rejette par un travail tout ce qui est soumis d’une plage, avec un motif.')
  async reject(
    @Body() body: RejectionSelectionDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return this.#job(asked, 'reject', body, reply);
  }

  @Post('withdrawals')
  @Allow('approver')
  @BecomesJob('requestWithdrawal', 'Retire par un travail tout ce qui est approuvé d’une plage, avec un motif.')
  async withdraw(
    @Body() body: WithdrawalSelectionDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    return this.#job(asked, 'withdraw', body, reply);
  }

  @Post('regularisations')
  @Allow('operator')
  @BecomesJob(
    'requestRegularisation',
    'Prépare par un travail les régularisations d’une plage qu’un nouveau calcul change, ou que montrait un rejeu gardé.',
  )
  async regularise(
    @Body() body: RegulariseManyDto,
    @AskedParam() asked: CommandRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobView> {
    refuseDayBesideReplay(body);
    return this.#job(asked, 'regularise', body, reply);
  }

  #job(
    asked: CommandRequest,
    step: JobRequests['decide']['step'],
    body: QuartersDto,
    reply: FastifyReply,
  ): Promise<JobView> {
    quarterRange(body.from, body.to);
    const given = Object.entries(body).filter(([, value]: [string, unknown]) => value !== undefined);
    const request = { ...Object.fromEntries(given), step } as JobRequests['decide'];
    return accepted(this.#buses, asked, 'decide', request, reply);
  }
}
