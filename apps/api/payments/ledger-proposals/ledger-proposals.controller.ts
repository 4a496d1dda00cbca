/** `/ledger-proposals`: the waiting proposals of the payment ledger; and the hold, which is proposed in the same way. */
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Command, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { CHANGE_KINDS, decidingRoleOf } from '#libs/payments/ledger/change.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { RefuseChange } from '#libs/payments/ledger/commands/refuse-change.ts';
import { WithdrawChange } from '#libs/payments/ledger/commands/withdraw-change.ts';
import { FindProposals } from '#libs/payments/ledger/queries/find-proposals.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { Allow, type Identity, RecentLogin, STAFF } from '#apps/api/access/role.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import {
  ConfirmationDto,
  Confirmed,
  EndingDto,
  Ends,
  RefusingDto,
  confirmationCode,
  endingCode,
} from '#apps/api/http/confirmation.ts';
import { type CommandRequest, AskedParam, Caller } from '#apps/api/http/idempotency.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  LEDGER_PROPOSAL_COLUMNS,
  LedgerProposalsPage,
  ledgerProposalView,
} from '#apps/api/payments/ledger-proposals/ledger-proposal.view.ts';

const WITH_SUBJECT = Object.keys(CHANGE_KINDS).filter((key) => key !== 'hold');
/** The longest one undoes a posting: it names a team, a period and an envelope. */
const SUBJECT_LENGTH_MAX = 200;
const PROPOSAL = new RegExp(`^(?:hold|(?:${WITH_SUBJECT.join('|')}):\\P{C}{1,${SUBJECT_LENGTH_MAX}})$`, 'u');

class ProposalParams {
  @ApiProperty({ example: 'hold' })
  @IsString()
  @Matches(PROPOSAL, {
    message: 'proposal est le nom que donne GET /ledger-proposals, par exemple envelope:FIR-2026',
  })
  proposal!: string;
}

function requireRole(proposal: string, { roles }: Identity): void {
  const role = decidingRoleOf(proposal);
  if (!roles.includes(role))
    throw new Problem(403, 'forbidden', `${proposal} se décide avec le rôle ${rolesText([role])}`);
}

@ApiTags('ledgers')
@Controller('ledger-proposals')
export class LedgerProposalsController {
  readonly #queries: QueryBus;
  readonly #commands: Commands;

  constructor(@Inject(QueryBus) queries: QueryBus, @Inject(Commands) commands: Commands) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get()
  @Allow(...STAFF)
  @Reads()
  @ApiOperation({
    operationId: 'listLedgerProposals',
    summary: 'Ce qui attend une seconde personne dans le livre des paiements, avec son code.',
  })
  @ApiPage(LedgerProposalsPage, LEDGER_PROPOSAL_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const found = await this.#queries.execute(new FindProposals());
    const { items, next } = await pageOf(
      query,
      request,
      found.map((one) => [one.id, one] as const),
    );
    return sendPage(request, reply, { items: items.map(ledgerProposalView), next }, LEDGER_PROPOSAL_COLUMNS);
  }

  @Post(':proposal/confirm')
  @Allow('approver', 'accountant')
  @RecentLogin()
  @Confirmed('confirmLedgerProposal', 'Confirme ce qui a été lu : une seconde personne.', { result: DoneView })
  confirm(
    @Param() { proposal }: ProposalParams,
    @Body() dto: ConfirmationDto,
    @Caller() caller: Identity,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    requireRole(proposal, caller);
    const code = confirmationCode(asked, dto);
    return this.#run(asked, (author) => new ConfirmChange(proposal, code, author));
  }

  @Post(':proposal/refuse')
  @Allow('approver', 'accountant')
  @Ends('refuseLedgerProposal', 'Refuse, avec un motif : une seconde personne.', RefusingDto)
  refuse(
    @Param() { proposal }: ProposalParams,
    @Body() { reason, ...read }: RefusingDto,
    @Caller() caller: Identity,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    requireRole(proposal, caller);
    const code = endingCode(asked, read);
    return this.#run(asked, (author) => new RefuseChange(proposal, reason, author, code));
  }

  @Post(':proposal/withdraw')
  @Allow('operator', 'approver', 'accountant', 'authorising-officer')
  @Ends('withdrawLedgerProposal', 'Retire ce que l’on a proposé.')
  withdraw(
    @Param() { proposal }: ProposalParams,
    @Body() read: EndingDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = endingCode(asked, read);
    return this.#run(asked, (author) => new WithdrawChange(proposal, author, code));
  }

  async #run(asked: CommandRequest, make: (author: Author) => Command<CommandResult | undefined>): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, make));
  }
}
