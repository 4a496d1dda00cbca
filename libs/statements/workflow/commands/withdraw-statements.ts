/** Withdraws approved statements whose payments are not released. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { cancelPosting } from '#libs/payments/ledger/ledger.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import { type Outcome, type Which, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';

export class WithdrawStatements extends Command<readonly Outcome[]> {
  readonly which: Which;
  readonly reason: string;
  readonly author: Author;

  constructor(which: Which, reason: string, author: Author) {
    super();
    this.which = which;
    this.reason = reason;
    this.author = author;
  }
}

@CommandHandler(WithdrawStatements)
export class WithdrawStatementsHandler implements ICommandHandler<WithdrawStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (conflict, key-reused), StoreUnavailable. */
  async execute({ which, reason, author }: WithdrawStatements): Promise<readonly Outcome[]> {
    const { before, open } = await choose(this.#stores, which, author, ['APPROVED']);
    return eachStatement(this.#stores, [...before, ...open], author, async (state, done) => {
      // After the command was done, the last decision is another one.
      const last = done === undefined && state.status === 'APPROVED' ? state.decisions.at(-1) : undefined;
      // First in the ledger, which refuses when a payment is released.
      if (last !== undefined && reason.trim() !== '')
        await cancelPosting(this.#stores.log, decisionId(state, last), author);
      return { type: 'withdraw', by: author.meta.by, reason };
    });
  }
}
