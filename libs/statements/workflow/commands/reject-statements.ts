/** Rejects submitted statements, which become drafts again, and named drafts of regularisations. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ReasonedCommand } from '#libs/statements/workflow/reasoned-command.ts';
import {
  type StatementOutcome,
  chooseStatements,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';

export class RejectStatements extends ReasonedCommand {}

@CommandHandler(RejectStatements)
export class RejectStatementsHandler implements ICommandHandler<RejectStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (conflict, key-reused), StoreUnavailable, and the errors of `onProgress`. */
  async execute({ which, reason, author, onProgress }: RejectStatements): Promise<readonly StatementOutcome[]> {
    const { before, open } = await chooseStatements(this.#stores, which, author, [
      'SUBMITTED',
      'REGULARISATION_SUBMITTED',
    ]);
    const { by } = author.meta;
    const reject = { type: 'reject', by, reason } as const;
    return decideAndPostEach(this.#stores, [...before, ...open], author, () => reject, { onProgress });
  }
}
