/** Commands on the envelopes that fund the teams: each change takes two people. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import { ConfirmChange } from '#libs/payments/ledger/commands/confirm-change.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { RecordRepayment } from '#libs/payments/ledger/commands/record-repayment.ts';
import { TakeBackDemand } from '#libs/payments/ledger/commands/take-back-demand.ts';
import { Allow, RecentLogin } from '#apps/api/access/role.ts';
import {
  DemandDto,
  ExceptionDto,
  ExceptionParams,
  RepaymentDto,
  TakeBackDto,
  TermsDto,
} from '#apps/api/payments/envelopes/envelope.dto.ts';
import { Commanded, Commands, DoneView, doneView } from '#apps/api/http/commands.ts';
import { ConfirmationDto, Confirmed, confirmationCode } from '#apps/api/http/confirmation.ts';
import { EnvelopeParams } from '#apps/api/http/fields.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';

@ApiTags('envelopes')
@Controller('envelopes')
export class EnvelopesController {
  readonly #commands: Commands;
  readonly #inForce: RegulationInForce;

  constructor(@Inject(Commands) commands: Commands, @Inject(RegulationInForce) inForce: RegulationInForce) {
    this.#commands = commands;
    this.#inForce = inForce;
  }

  @Post(':envelope/propose')
  @Allow('operator')
  @Commanded('proposeEnvelope', 'Propose une enveloppe, ou un changement ; une autre personne le confirme.', DoneView)
  async propose(
    @Param() { envelope }: EnvelopeParams,
    @Body() { amountCents, schemes, from, exception }: TermsDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    // Refuses an unknown scheme before claiming the key.
    refuseUnknownSchemes(schemes, (await this.#inForce.current()).regulation);
    const always = { envelope, amountCents: BigInt(amountCents), schemes, exception };
    const terms = from === undefined ? always : { ...always, from: dayFromText(from) };
    return this.#run(asked, (author) => new ProposeEnvelope(terms, author));
  }

  @Post(':envelope/confirm')
  @Allow('approver')
  @RecentLogin()
  @Confirmed('confirmEnvelope', 'Confirme ce qui est proposé, tel qu’il a été lu : une seconde personne.', {
    result: DoneView,
  })
  confirm(
    @Param() { envelope }: EnvelopeParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return this.#run(asked, (author) => new ConfirmChange(proposalId({ kind: 'ENVELOPE', envelope }), code, author));
  }

  @Post(':envelope/exceptions/:exception/propose')
  @Allow('operator')
  @Commanded('proposeException', 'Propose de dépasser l’enveloppe ; une autre personne le confirme.', DoneView)
  proposeException(
    @Param() { envelope, exception }: ExceptionParams,
    @Body() { amountCents, reason }: ExceptionDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const terms = { kind: 'EXCEED_ENVELOPE', envelope, amountCents: BigInt(amountCents) } as const;
    return this.#run(asked, (author) => new ProposeException({ exception, reason, terms }, author));
  }

  @Post(':envelope/exceptions/:exception/confirm')
  @Allow('approver')
  @RecentLogin()
  @Confirmed('confirmException', 'Confirme l’exception proposée, telle qu’elle a été lue : une seconde personne.', {
    result: DoneView,
  })
  confirmException(
    @Param() { exception }: ExceptionParams,
    @Body() dto: ConfirmationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const code = confirmationCode(asked, dto);
    return this.#run(asked, (author) => new ConfirmChange(proposalId({ kind: 'EXCEPTION', exception }), code, author));
  }

  @Post(':envelope/demands')
  @Allow('accountant')
  @Commanded(
    'demandRepayment',
    'Propose de demander le remboursement de ce que doit une équipe partie ; une autre personne le confirme.',
    DoneView,
  )
  demand(
    @Param() { envelope }: EnvelopeParams,
    @Body() { team }: DemandDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new DemandRepayment({ envelope, team }, author));
  }

  @Post(':envelope/demands/take-back')
  @Allow('accountant')
  @Commanded('takeBackDemand', 'Propose d’abandonner une demande ; une autre personne le confirme.', DoneView)
  takeBack(
    @Param() { envelope }: EnvelopeParams,
    @Body() { team, reason }: TakeBackDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new TakeBackDemand({ envelope, team }, reason, author));
  }

  @Post(':envelope/repayments')
  @Allow('accountant')
  @Commanded('recordRepayment', 'Saisit ce qu’une équipe a remboursé ; une autre personne le confirme.', DoneView)
  repayment(
    @Param() { envelope }: EnvelopeParams,
    @Body() { team, amountCents, receivedOn, reference }: RepaymentDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<DoneView> {
    const repaid = { amountCents: BigInt(amountCents), receivedOn: dayFromText(receivedOn), reference };
    return this.#run(asked, (author) => new RecordRepayment({ envelope, team }, repaid, author));
  }

  async #run(asked: CommandRequest, make: (author: Author) => Command<CommandResult | undefined>): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, make));
  }
}
