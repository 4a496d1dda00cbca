/** Confirms the exception that another person proposed: one run may use it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { onLedger } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ConfirmException extends Command<Made | undefined> {
  readonly envelope: string;
  readonly exception: string;
  readonly author: Author;

  constructor(envelope: string, exception: string, author: Author) {
    super();
    this.envelope = envelope;
    this.exception = exception;
    this.author = author;
  }
}

@CommandHandler(ConfirmException)
export class ConfirmExceptionHandler implements ICommandHandler<ConfirmException> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_EXCEPTION, EXCEPTION_ALREADY_CONFIRMED, SECOND_PERSON_REQUIRED, and DomainError (conflict, key-reused). */
  async execute({ envelope, exception, author }: ConfirmException): Promise<Made | undefined> {
    const command = { type: 'confirmException', by: author.meta.by, envelope, id: exception } as const;
    return (await onLedger(this.#stores.log, command, author)).made;
  }
}
