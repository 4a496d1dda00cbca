/** Confirms the terms that another person proposed for an envelope. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { onLedger } from '#libs/payments/ledger/ledger.ts';
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

  /** Throws NO_TERMS_PROPOSED, SECOND_PERSON_REQUIRED, SCHEME_ALREADY_FUNDED, and DomainError (conflict, key-reused). */
  async execute({ envelope, author }: ConfirmEnvelope): Promise<Made | undefined> {
    const command = { type: 'confirmTerms', by: author.meta.by, envelope } as const;
    return (await onLedger(this.#stores.log, command, author)).made;
  }
}
