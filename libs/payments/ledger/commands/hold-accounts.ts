/** Proposes for how many days a changed account is held before it is paid. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposeOnLedger } from '#libs/payments/ledger/propose-on-ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class HoldAccounts extends Command<CommandResult | undefined> {
  readonly days: number;
  readonly reason: string;
  readonly author: Author;

  constructor(days: number, reason: string, author: Author) {
    super();
    this.days = days;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(HoldAccounts)
export class HoldAccountsHandler implements ICommandHandler<HoldAccounts> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `proposeHold`, and DomainError (conflict, key-reused). */
  async execute({ days, reason, author }: HoldAccounts): Promise<CommandResult | undefined> {
    return proposeOnLedger(this.#stores.log, { kind: 'HOLD', days, reason }, author);
  }
}
