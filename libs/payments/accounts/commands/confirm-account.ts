/** Confirms the account that another person proposed, by the code of the proposal: it is in force from that day on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import { flagsOfProposed } from '#libs/payments/accounts/every-account.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ConfirmAccount extends Command<CommandResult | undefined> {
  readonly key: AccountKey;
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(key: AccountKey, code: string | undefined, author: Author) {
    super();
    this.key = key;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmAccount)
export class ConfirmAccountHandler implements ICommandHandler<ConfirmAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws LOG_LOST_ITS_END, NO_ACCOUNT_PROPOSED, the errors of `requireConfirmation`, and DomainError (conflict, key-reused). */
  async execute({ key, code, author }: ConfirmAccount): Promise<CommandResult | undefined> {
    const { log, continuity } = this.#stores;
    await continuity.requireWhole();
    const { by, at } = author.meta;
    // The flags may have changed since the proposal: the code covers those shown now.
    const flags = await flagsOfProposed(log, key);
    const command = { type: 'confirm', by, at, code, flags } as const;
    const asked = { type: 'confirm', by, code };
    return (await accounts(log).handle(accountStream(key), { command, ...author, asked })).made;
  }
}
