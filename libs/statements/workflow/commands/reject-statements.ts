/** Rejects submitted statements, which are drafts again, and named drafts of regularisations. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type Outcome, type Which, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';

export class RejectStatements extends Command<readonly Outcome[]> {
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

@CommandHandler(RejectStatements)
export class RejectStatementsHandler implements ICommandHandler<RejectStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (conflict, key-reused), StoreUnavailable. */
  async execute({ which, reason, author }: RejectStatements): Promise<readonly Outcome[]> {
    const { before, open } = await choose(this.#stores, which, author, ['SUBMITTED', 'REGULARISATION_SUBMITTED']);
    const { by } = author.meta;
    return eachStatement(this.#stores, [...before, ...open], author, () => ({ type: 'reject', by, reason }));
  }
}
