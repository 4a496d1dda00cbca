/** Refuses the account that another person proposed, with a reason: the one in force, if any, stays. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import { flagsOfProposed } from '#libs/payments/accounts/every-account.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class RefuseAccount extends Command<CommandResult | undefined> {
  readonly key: AccountKey;
  readonly reason: string;
  readonly author: Author;
  /** The code that was read; undefined if none was given. */
  readonly code: string | undefined;

  constructor(key: AccountKey, reason: string, author: Author, code?: string) {
    super();
    this.key = key;
    this.reason = reason;
    this.author = author;
    this.code = code;
  }
}

@CommandHandler(RefuseAccount)
export class RefuseAccountHandler implements ICommandHandler<RefuseAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_ACCOUNT_PROPOSED, SECOND_PERSON_REQUIRED, REASON_REQUIRED, PROPOSAL_CHANGED, and DomainError (conflict, key-reused). */
  async execute({ key, reason, author, code }: RefuseAccount): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const asked = { type: 'refuse', by: author.meta.by, reason, code } as const;
    const flags = await flagsOfProposed(log, key);
    return (await accounts(log).handle(accountStream(key), { command: { ...asked, flags }, ...author, asked })).made;
  }
}
