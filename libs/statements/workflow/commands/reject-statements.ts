/** Rejects submitted statements, which become drafts again, and named drafts of regularisations. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ReasonedCommand } from '#libs/statements/workflow/reasoned-command.ts';
import {
  type CommandOf,
  type StatementOutcome,
  chooseStatements,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementId } from '#libs/statements/workflow/statements.ts';
import { proposedCode } from '#libs/statements/workflow/variance-code.ts';

export class RejectStatements extends ReasonedCommand {}

@CommandHandler(RejectStatements)
export class RejectStatementsHandler implements ICommandHandler<RejectStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Rejects only what was chosen. Throws DomainError (conflict, key-reused), StoreUnavailable, and the errors of `onProgress`. */
  async execute({ which, reason, author, onProgress }: RejectStatements): Promise<readonly StatementOutcome[]> {
    const { before, open } = await chooseStatements(this.#stores, which, author, [
      'SUBMITTED',
      'REGULARISATION_SUBMITTED',
    ]);
    const { by } = author.meta;
    const chosen = new Map(open.map((state) => [statementId(state), proposedCode(state)]));
    const commandOf: CommandOf = (state, done) => {
      if (done === undefined) refuseOther(state, chosen.get(statementId(state)));
      return { type: 'reject', by, reason };
    };
    return decideAndPostEach(this.#stores, [...before, ...open], author, commandOf, { onProgress });
  }
}

/** Only the proposal that was chosen is rejected. Throws CHANGED_MEANWHILE. */
function refuseOther(state: StatementState, code: string | undefined): void {
  const { team, period } = state;
  const now = proposedCode(state);
  if (now !== '' && now !== code) throw refused('CHANGED_MEANWHILE', { team, period });
}
