/** Gives the reason of a difference between the statements of an account and the payment ledger. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { bankAccounts } from '#libs/payments/reconciliation/bank-accounts.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { refused } from '#libs/payments/reconciliation/refusals.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class ExplainDifference extends Command<CommandResult | undefined> {
  /** The id of the difference, as the reconciliation shows it. */
  readonly difference: string;
  readonly reason: string;
  readonly author: Author;

  constructor(difference: string, reason: string, author: Author) {
    super();
    this.difference = difference;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(ExplainDifference)
export class ExplainDifferenceHandler implements ICommandHandler<ExplainDifference> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NO_SUCH_DIFFERENCE, DIFFERENCE_ALREADY_EXPLAINED, REASON_REQUIRED, and DomainError (conflict, key-reused). */
  async execute({ difference: id, reason, author }: ExplainDifference): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    for (const { id: accountId, account, differences } of await reconciledAccounts(log)) {
      const difference = differences.find((one) => one.id === id);
      if (difference === undefined) continue;
      const command = { type: 'explain', account, difference, reason } as const;
      return (await bankAccounts(log).handle(accountId, { command, ...author, asked: { id, reason } })).made;
    }
    throw refused('NO_SUCH_DIFFERENCE', { difference: id });
  }
}
