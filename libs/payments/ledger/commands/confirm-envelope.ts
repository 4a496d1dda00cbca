/** Confirms the terms that another person proposed for an envelope. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ConfirmEnvelope extends Command<Made | undefined> {
  readonly envelope: string;
  readonly author: Author;

  constructor(envelope: string, author: Author) {
    super();
    this.envelope = envelope;
    this.author = author;
  }
}

@CommandHandler(ConfirmEnvelope)
export class ConfirmEnvelopeHandler implements ICommandHandler<ConfirmEnvelope> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_TERMS_PROPOSED, SECOND_PERSON_REQUIRED, and DomainError (conflict, key-reused). */
  async execute({ envelope, author }: ConfirmEnvelope): Promise<Made | undefined> {
    const command = { type: 'confirmTerms', by: author.meta.by } as const;
    return (await paymentLedgers(this.#stores.log).handle(envelope, { command, ...author })).made;
  }
}
