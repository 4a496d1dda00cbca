/** Confirms the account that another person proposed: it is in force from that day on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream, accounts } from '#libs/payments/accounts/accounts.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ConfirmAccount extends Command<Made | undefined> {
  readonly key: AccountKey;
  readonly author: Author;

  constructor(key: AccountKey, author: Author) {
    super();
    this.key = key;
    this.author = author;
  }
}

@CommandHandler(ConfirmAccount)
export class ConfirmAccountHandler implements ICommandHandler<ConfirmAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ACCOUNT_PROPOSED, SECOND_PERSON_REQUIRED, and DomainError (conflict, key-reused). */
  async execute({ key, author }: ConfirmAccount): Promise<Made | undefined> {
    const command = { type: 'confirm', by: author.meta.by } as const;
    return (await accounts(this.#stores.log).handle(accountStream(key), { command, ...author })).made;
  }
}
