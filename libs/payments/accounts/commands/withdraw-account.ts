/** Takes back a proposed account; only its author does. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawAccount extends Command<CommandResult | undefined> {
  readonly key: AccountKey;
  readonly author: Author;

  constructor(key: AccountKey, author: Author) {
    super();
    this.key = key;
    this.author = author;
  }
}

@CommandHandler(WithdrawAccount)
export class WithdrawAccountHandler implements ICommandHandler<WithdrawAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ACCOUNT_PROPOSED, PROPOSED_BY_ANOTHER, and DomainError (conflict, key-reused). */
  async execute({ key, author }: WithdrawAccount): Promise<CommandResult | undefined> {
    const command = { type: 'withdraw', by: author.meta.by } as const;
    return (await accounts(this.#stores.log).handle(accountStream(key), { command, ...author })).made;
  }
}
