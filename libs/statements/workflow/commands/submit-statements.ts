/** Submits drafts and drafted regularisations to a decision. Refuses one whose calculation is stale, or is not what the log gives. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { afterEndOf } from '#libs/payments/ledger/exceptions.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import {
  type RecomputedForDecision,
  recomputedForDecision,
} from '#libs/statements/recomputation/require-recomputed.ts';
import {
  type CommandOf,
  type Outcome,
  type Which,
  choose,
  eachStatement,
} from '#libs/statements/workflow/each-statement.ts';
import type { Proposal } from '#libs/statements/workflow/events.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, draftOf } from '#libs/statements/workflow/state.ts';

export class SubmitStatements extends Command<readonly Outcome[]> {
  readonly which: Which;
  readonly author: Author;
  readonly onProgress: Progress | undefined;

  constructor(which: Which, author: Author, onProgress?: Progress) {
    super();
    this.which = which;
    this.author = author;
    this.onProgress = onProgress;
  }
}

@CommandHandler(SubmitStatements)
export class SubmitStatementsHandler implements ICommandHandler<SubmitStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError (conflict, key-reused), StoreUnavailable, and what `onProgress` throws. */
  async execute({ which, author, onProgress }: SubmitStatements): Promise<readonly Outcome[]> {
    await this.#stores.continuity.requireWhole();
    const { before, open } = await choose(this.#stores, which, author, ['CALCULATED', 'REGULARISATION_DRAFTED']);
    const recomputed = await recomputedForDecision(this.#stores, open, basisOf);
    const on = dayOfInstant(author.meta.at);
    const restsOn = () => closingsAt(this.#stores.log);
    const commandOf: CommandOf = async (state, done) => {
      if (done === undefined) {
        refuseClosed(await closingsOf(this.#stores.log), state);
        refuseStale(state, recomputed);
      }
      const exception = afterEndOf(await ledgerOf(this.#stores.log), state);
      return { type: 'submit', by: author.meta.by, on, exception };
    };
    return eachStatement(this.#stores, [...before, ...open], author, commandOf, { restsOn, onProgress });
  }
}

/** The calculation that a submission would rest on; undefined when there is nothing to submit. */
function basisOf(state: StatementState): CalculatedStatement | Proposal | undefined {
  return state.status === 'CALCULATED' ? state.calculated : draftOf(state);
}

/** Throws STATEMENT_STALE, REGULARISATION_STALE, RECOMPUTED_OTHERWISE. */
function refuseStale(state: StatementState, recomputed: RecomputedForDecision): void {
  if (recomputed.isFresh(state)) return;
  const { team, period, status } = state;
  throw refused(status === 'REGULARISATION_DRAFTED' ? 'REGULARISATION_STALE' : 'STATEMENT_STALE', { team, period });
}
