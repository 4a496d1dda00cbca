/** Commands on the envelopes that fund the teams: each change takes two people. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { ConfirmEnvelope } from '#libs/payments/ledger/commands/confirm-envelope.ts';
import { ConfirmException } from '#libs/payments/ledger/commands/confirm-exception.ts';
import { DemandRepayment } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { ProposeEnvelope } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeException } from '#libs/payments/ledger/commands/propose-exception.ts';
import { refuseUnknownSchemes } from '#libs/payments/ledger/ledger.ts';
import { Allow } from '#apps/api/access/role.ts';
import { DemandDto, ExceptionDto, ExceptionParams, TermsDto } from '#apps/api/payments/envelopes/envelope.dto.ts';
import { Commanded, Commands, DoneView, NoBody, doneView } from '#apps/api/http/commands.ts';
import { EnvelopeParams } from '#apps/api/http/fields.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
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
    @Body() { amountCents, schemes, from }: TermsDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    // Refuses an unknown scheme before claiming the key.
    refuseUnknownSchemes(schemes, (await this.#inForce.current()).regulation);
    const terms = { envelope, amountCents: BigInt(amountCents), schemes };
    const dated = from === undefined ? terms : { ...terms, from: dayFromText(from) };
    return this.#run(asked, (author) => new ProposeEnvelope(dated, author));
  }

  @Post(':envelope/confirm')
  @Allow('approver')
  @Commanded('confirmEnvelope', 'Confirme ce qui est proposé : une seconde personne.', DoneView)
  confirm(
    @Param() { envelope }: EnvelopeParams,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new ConfirmEnvelope(envelope, author));
  }

  @Post(':envelope/exceptions/:exception/propose')
  @Allow('operator')
  @Commanded('proposeException', 'Propose de dépasser l’enveloppe ; une autre personne le confirme.', DoneView)
  proposeException(
    @Param() { envelope, exception }: ExceptionParams,
    @Body() { amountCents, reason }: ExceptionDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    const terms = { envelope, id: exception, amountCents: BigInt(amountCents), reason };
    return this.#run(asked, (author) => new ProposeException(terms, author));
  }

  @Post(':envelope/exceptions/:exception/confirm')
  @Allow('approver')
  @Commanded('confirmException', 'Confirme l’exception proposée : une seconde personne.', DoneView)
  confirmException(
    @Param() { envelope, exception }: ExceptionParams,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new ConfirmException(envelope, exception, author));
  }

  @Post(':envelope/demands')
  @Allow('accountant')
  @Commanded('demandRepayment', 'Demande le remboursement de ce que doit une équipe partie.', DoneView)
  demand(
    @Param() { envelope }: EnvelopeParams,
    @Body() { team }: DemandDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(asked, (author) => new DemandRepayment(envelope, team, author));
  }

  async #run(asked: Asked, make: (author: Author) => Command<Made | undefined>): Promise<DoneView> {
    return doneView(await this.#commands.run(asked, make));
  }
}
