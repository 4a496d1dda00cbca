/**
 * Rejects submitted statements, which become drafts again, and named drafts of regularisations. With the codes of variance reports, only
 * what they showed.
 */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ReasonedCommand } from '#libs/statements/workflow/reasoned-command.ts';
import {
  type ChosenStatements,
  type CommandOf,
  type StatementOutcome,
  chooseStatements,
  codeRead,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementId } from '#libs/statements/workflow/statements.ts';
import {
  type ReportedSelection,
  coverage,
  notCoveredError,
  proposedCode,
} from '#libs/statements/workflow/variance-code.ts';

export class RejectStatements extends ReasonedCommand<ChosenStatements | ReportedSelection> {}

@CommandHandler(RejectStatements)
export class RejectStatementsHandler implements ICommandHandler<RejectStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Rejects only what was chosen. The same key again continues with the rest, by the codes of the reports that showed all. Throws
   * VARIANCE_REPORT_OUTDATED if the codes do not cover every submission, DomainError (conflict, key-reused), StoreUnavailable, and the
   * errors of `onProgress`.
   */
  async execute({ which, reason, author, onProgress }: RejectStatements): Promise<readonly StatementOutcome[]> {
    const { before, open } = await chooseStatements(this.#stores, which, author, [
      'SUBMITTED',
      'REGULARISATION_SUBMITTED',
    ]);
    const { by } = author.meta;
    if ('varianceCodes' in which) requireReported(open, which.varianceCodes, before);
    const read = codeRead(which);
    const chosen = new Map(open.map((state) => [statementId(state), read ?? proposedCode(state)]));
    const commandOf: CommandOf = (state, done) => {
      if (done === undefined) refuseOther(state, chosen.get(statementId(state)));
      return { command: { type: 'reject', by, reason } };
    };
    return decideAndPostEach(this.#stores, [...before, ...open], author, commandOf, { onProgress });
  }
}

/** Throws VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED. */
function requireReported(
  open: readonly StatementState[],
  codes: readonly string[],
  before: readonly StatementState[],
): void {
  const { notCovered } = coverage(open, codes, before);
  if (notCovered.length > 0) throw notCoveredError(notCovered, codes);
}

/** Only the proposal that was chosen is rejected. Throws CHANGED_MEANWHILE. */
function refuseOther(state: StatementState, code: string | undefined): void {
  const { team, period } = state;
  const now = proposedCode(state);
  if (now !== '' && now !== code) throw refused('CHANGED_MEANWHILE', { team, period, what: 'PROPOSAL' });
}
