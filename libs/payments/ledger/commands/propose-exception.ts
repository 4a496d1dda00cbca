/** Proposes that one run may exceed the amount of an envelope; another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import type { ExceptionAsked } from '#libs/payments/ledger/rules/exceed-envelope.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ProposeException extends Command<Made | undefined> {
  readonly envelope: string;
  readonly exception: ExceptionAsked;
  readonly author: Author;

  constructor(envelope: string, exception: ExceptionAsked, author: Author) {
    super();
    this.envelope = envelope;
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
  async execute({ envelope, exception, author }: ProposeException): Promise<Made | undefined> {
    const command = { type: 'proposeException', by: author.meta.by, ...exception } as const;
    return (await paymentLedgers(this.#stores.log).handle(envelope, { command, ...author })).made;
  }
}
