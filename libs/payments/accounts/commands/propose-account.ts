/** Proposes the account of a team or of an envelope, which another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream, accounts } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { checkedAccount } from '#libs/payments/accounts/check-account.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ProposeAccount extends Command<Made | undefined> {
  readonly key: AccountKey;
  readonly account: BankAccount;
  readonly author: Author;

  constructor(key: AccountKey, account: BankAccount, author: Author) {
    super();
    this.key = key;
    this.account = account;
    this.author = author;
  }
}

@CommandHandler(ProposeAccount)
export class ProposeAccountHandler implements ICommandHandler<ProposeAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws INVALID_ACCOUNT, and DomainError (conflict, key-reused). */
  async execute({ key, account, author }: ProposeAccount): Promise<Made | undefined> {
    const command = { type: 'propose', by: author.meta.by, payee: checkedAccount(account) } as const;
    return (await accounts(this.#stores.log).handle(accountStream(key), { command, ...author })).made;
  }
}
