/** The envelopes that fund the teams: each change takes two people. */
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { refuseUnknownSchemes } from '#libs/payments/ledger/envelopes.ts';
import { Allow } from '#apps/api/access/role.ts';
import { ChangeEnvelope, type EnvelopeChange } from '#apps/api/payments/envelopes/funding.commands.ts';
import { DemandDto, ExceptionDto, ExceptionParams, TermsDto } from '#apps/api/payments/envelopes/funding.dto.ts';
import { Commanded, Commands, DoneView, NoBody } from '#apps/api/http/commands.ts';
import { EnvelopeParams } from '#apps/api/http/fields.ts';
import { type Asked, AskedParam } from '#apps/api/http/idempotency.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';

@ApiTags('envelopes')
@Controller('envelopes')
export class FundingController {
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
    @Body() { amountCents, schemes }: TermsDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    // What is not there is told before the key is claimed.
    refuseUnknownSchemes(schemes, (await this.#inForce.current()).regulation);
    return this.#run(envelope, { type: 'proposeTerms', terms: { amountCents: BigInt(amountCents), schemes } }, asked);
  }

  @Post(':envelope/confirm')
  @Allow('approver')
  @Commanded('confirmEnvelope', 'Confirme ce qui est proposé : une seconde personne.', DoneView)
  confirm(
    @Param() { envelope }: EnvelopeParams,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(envelope, { type: 'confirmTerms' }, asked);
  }

  @Post(':envelope/exceptions/:exception/propose')
  @Allow('operator')
  @Commanded('proposeException', 'Propose de dépasser l’enveloppe ; une autre personne le confirme.', DoneView)
  proposeException(
    @Param() { envelope, exception }: ExceptionParams,
    @Body() { amountCents, reason }: ExceptionDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    const change = { type: 'proposeException', id: exception, amountCents: BigInt(amountCents), reason } as const;
    return this.#run(envelope, change, asked);
  }

  @Post(':envelope/exceptions/:exception/confirm')
  @Allow('approver')
  @Commanded('confirmException', 'Confirme l’exception proposée : une seconde personne.', DoneView)
  confirmException(
    @Param() { envelope, exception }: ExceptionParams,
    @NoBody() _: undefined,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(envelope, { type: 'confirmException', id: exception }, asked);
  }

  @Post(':envelope/demands')
  @Allow('accountant')
  @Commanded('demandRepayment', 'Demande le remboursement de ce que doit une équipe partie.', DoneView)
  demand(
    @Param() { envelope }: EnvelopeParams,
    @Body() { team }: DemandDto,
    @AskedParam() asked: Asked,
  ): Promise<DoneView> {
    return this.#run(envelope, { type: 'demandRepayment', team }, asked);
  }

  #run(envelope: string, change: EnvelopeChange, asked: Asked): Promise<DoneView> {
    return this.#commands.run(asked, (claimed) => new ChangeEnvelope(envelope, change, claimed));
  }
}
