/**
 * Withdraws approved statements whose payments are not released. An amount that a decision took back is committed again, within the
 * envelope or under an exception.
 */
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { isOvertaken } from '#libs/commands/again-while-moved.ts';
import { requireNameless } from '#libs/commands/nameless.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import { cancelPosting, ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { ReasonedCommand } from '#libs/statements/workflow/reasoned-command.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import {
  type CommandOf,
  type ChosenStatements,
  type ReadDecisions,
  type StatementOutcome,
  chooseStatements,
  codeRead,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';
import { halfWithdrawn } from '#libs/statements/workflow/post-decisions.ts';
import { refused, unavailable } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement, statementId } from '#libs/statements/workflow/statements.ts';
import { decisionCode } from '#libs/statements/workflow/variance-code.ts';

type Which = ChosenStatements | ReadDecisions;

export class WithdrawStatements extends ReasonedCommand<Which> {
  /** An exception confirmed by two people, needed if the withdrawal of a negative decision exceeds the envelope. */
  readonly exception: string | undefined;

  constructor(which: Which, reason: string, author: Author, exception?: string, onProgress?: Progress) {
    super(which, reason, author, onProgress);
    this.exception = exception;
  }
}

@CommandHandler(WithdrawStatements)
export class WithdrawStatementsHandler implements ICommandHandler<WithdrawStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Withdraws only what was chosen, or read. The same key again continues with the rest. Throws DomainError (conflict, key-reused),
   * StoreUnavailable, and the errors of `onProgress`.
   */
  async execute({
    which,
    reason,
    author,
    exception,
    onProgress,
  }: WithdrawStatements): Promise<readonly StatementOutcome[]> {
    await this.#stores.continuity.requireWhole();
    const { before, open } = await chooseStatements(this.#stores, which, author, ['APPROVED']);
    const allowance = exception === undefined ? undefined : { exception, usedBy: `withdrawal ${author.meta.key}` };
    const restsOn = () => closingsAt(this.#stores.log);
    const read = codeRead(which);
    const chosen = new Map(open.map((state) => [statementId(state), read ?? decisionRead(state, which)]));
    const commandOf: CommandOf = async (state, done) => {
      const closings = await restsOn();
      if (done === undefined) refuseClosed(await closingsOf(this.#stores.log), state);
      // If the command was done before, the last decision is not the one that it withdrew.
      const last = done === undefined && state.status === 'APPROVED' ? state.decisions.at(-1) : undefined;
      const { team, period } = state;
      if (last !== undefined && decisionCode(state) !== chosen.get(statementId(state)))
        throw refused('CHANGED_MEANWHILE', { team, period, what: 'DECISION' });
      // The ledger comes first: it refuses if a payment is released. What the withdrawal itself would refuse is refused before that.
      if (last !== undefined)
        await requireNameless(this.#stores.log, [{ name: 'reason', text: requireReason(reason) }]);
      const notPosted =
        last && (await cancelPosting(this.#stores.log, decisionId(state, last), author, allowance, [closings]));
      const command = { type: 'withdraw', by: author.meta.by, reason } as const;
      // It may be posted before it is withdrawn.
      return { command, restsOn: notPosted === undefined ? [] : [notPosted] };
    };
    const all = [...before, ...open];
    const outcomes = await decideAndPostEach(this.#stores, all, author, commandOf, { restsOn, onProgress });
    return Promise.all(outcomes.map((one) => this.#withHalf(one)));
  }

  /** A withdrawal that was overtaken may have its first half done: the one in the ledger. */
  async #withHalf(outcome: StatementOutcome): Promise<StatementOutcome> {
    const { team, period } = outcome;
    if (!isOvertaken(outcome.refused)) return outcome;
    const state = await loadStatement(this.#stores.log, { team, period });
    if (halfWithdrawn(state, await ledgerOf(this.#stores.log)).length === 0) return outcome;
    return { team, period, refused: unavailable('NOT_WITHDRAWN_YET', { team, period }) };
  }
}

/** The code of the last decision; undefined if codes of what was read are given, and it is not among them. */
function decisionRead(state: StatementState, which: Which): string | undefined {
  const code = decisionCode(state);
  const isUnread = 'decisionCodes' in which && !which.decisionCodes.some((one) => one === code);
  return isUnread ? undefined : code;
}
