/** Proposes the terms of an envelope: the schemes that it funds and its maximum amount. Another person confirms them. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { requireChosenName } from '#libs/commands/refusals.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { proposeOnLedger } from '#libs/payments/ledger/propose-on-ledger.ts';
import type { TermsAsked } from '#libs/payments/ledger/rules/fund-envelope.ts';
import { refuseUnknownSchemes } from '#libs/regulation/known-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ProposeEnvelope extends Command<CommandResult | undefined> {
  readonly terms: TermsAsked;
  readonly author: Author;

  constructor(terms: TermsAsked, author: Author) {
    super();
    this.terms = terms;
    this.author = author;
  }
}

@CommandHandler(ProposeEnvelope)
export class ProposeEnvelopeHandler implements ICommandHandler<ProposeEnvelope> {
  readonly #stores: Stores;
  readonly #inForce: Pick<RegulationInForce, 'current'>;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /** Throws NAME_OF_OTHER_FORM for a new envelope, NO_SUCH_SCHEME, the errors of `proposeTerms`, and DomainError (conflict, key-reused). */
  async execute({ terms, author }: ProposeEnvelope): Promise<CommandResult | undefined> {
    const { envelopes } = await ledgerOf(this.#stores.log);
    if (!envelopes.has(terms.envelope)) requireChosenName(terms.envelope);
    refuseUnknownSchemes(terms.schemes, (await this.#inForce.current()).regulation);
    return proposeOnLedger(this.#stores.log, { kind: 'ENVELOPE', ...terms }, author);
  }
}
