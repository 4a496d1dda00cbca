/** Takes back a proposed account; only its author does. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import { flagsOfProposed } from '#libs/payments/accounts/every-account.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class WithdrawAccount extends Command<CommandResult | undefined> {
  readonly key: AccountKey;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(key: AccountKey, author: Author, code?: string) {
    super();
    this.key = key;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(WithdrawAccount)
export class WithdrawAccountHandler implements ICommandHandler<WithdrawAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ACCOUNT_PROPOSED, PROPOSED_BY_ANOTHER, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ key, author, code }: WithdrawAccount): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const asked = { type: 'withdraw', by: author.meta.by, code } as const;
    const flags = await flagsOfProposed(log, key);
    return (await accounts(log).handle(accountStream(key), { command: { ...asked, flags }, ...author, asked })).made;
  }
}
