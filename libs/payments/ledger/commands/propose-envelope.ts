/** Proposes an envelope, or a change of its terms, which another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { onLedger, refuseUnknownSchemes } from '#libs/payments/ledger/ledger.ts';
import type { TermsAsked } from '#libs/payments/ledger/rules/fund-envelope.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ProposeEnvelope extends Command<Made | undefined> {
  readonly terms: Omit<TermsAsked, 'at'>;
  readonly author: Author;

  constructor(terms: Omit<TermsAsked, 'at'>, author: Author) {
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

  /**
   * Throws NO_SUCH_SCHEME, SCHEME_ALREADY_FUNDED, ENVELOPE_AMOUNT_NOT_POSITIVE, ENVELOPE_WITHOUT_SCHEME, and DomainError
   * (conflict, key-reused).
   */
  async execute({ terms, author }: ProposeEnvelope): Promise<Made | undefined> {
    const { log } = this.#stores;
    refuseUnknownSchemes(terms.schemes, (await this.#inForce.current()).regulation);
    const { by, at } = author.meta;
    const asked = { type: 'proposeTerms', by, ...terms } as const;
    return (await onLedger(log, { ...asked, at }, author, asked)).made;
  }
}
