/** Proposes that one run may exceed the amount of an envelope; another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { onLedger } from '#libs/payments/ledger/ledger.ts';
import type { ExceptionAsked } from '#libs/payments/ledger/rules/exceed-envelope.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ProposeException extends Command<Made | undefined> {
  readonly exception: ExceptionAsked;
  readonly author: Author;

  constructor(exception: ExceptionAsked, author: Author) {
    super();
    this.exception = exception;
    this.author = author;
  }
}

@CommandHandler(ProposeException)
export class ProposeExceptionHandler implements ICommandHandler<ProposeException> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws EXCEPTION_EXISTS, EXCEPTION_AMOUNT_NOT_POSITIVE, EXCEPTION_WITHOUT_REASON, and DomainError (conflict, key-reused). */
  async execute({ exception, author }: ProposeException): Promise<Made | undefined> {
    const command = { type: 'proposeException', by: author.meta.by, ...exception } as const;
    return (await onLedger(this.#stores.log, command, author)).made;
  }
}
