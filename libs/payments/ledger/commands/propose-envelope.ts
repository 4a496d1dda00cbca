/** Proposes an envelope, or a change of its terms, which another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { envelopes, paymentLedgers, refuseUnknownSchemes } from '#libs/payments/ledger/envelopes.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { termsInForce } from '#libs/payments/ledger/state.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ProposeEnvelope extends Command<Made | undefined> {
  readonly envelope: string;
  readonly terms: EnvelopeTerms;
  readonly author: Author;

  constructor(envelope: string, terms: EnvelopeTerms, author: Author) {
    super();
    this.envelope = envelope;
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
  async execute({ envelope, terms, author }: ProposeEnvelope): Promise<Made | undefined> {
    const { log } = this.#stores;
    refuseUnknownSchemes(terms.schemes, (await this.#inForce.current()).regulation);
    await refuseFundedTwice(log, envelope, terms);
    const command = { type: 'proposeTerms', by: author.meta.by, terms } as const;
    return (await paymentLedgers(log).handle(envelope, { command, ...author })).made;
  }
}

/** Two envelopes never fund one scheme. Throws SCHEME_ALREADY_FUNDED. */
async function refuseFundedTwice(log: EventStore, name: string, terms: EnvelopeTerms): Promise<void> {
  for (const ledger of await envelopes(log)) {
    const schemes = termsInForce(ledger)?.schemes ?? [];
    if (ledger.envelope !== name && schemes.some((scheme) => terms.schemes.includes(scheme)))
      throw refused('SCHEME_ALREADY_FUNDED', { envelope: ledger.envelope, schemes });
  }
}
