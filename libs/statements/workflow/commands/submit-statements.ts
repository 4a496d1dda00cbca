/** Submits drafts and drafted regularisations for a decision. Refuses one whose calculation is stale, or does not match the log. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { afterEndOf } from '#libs/payments/ledger/exceptions.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, statementKey } from '#libs/statements/calculated-statement.ts';
import {
  type RecomputedForDecision,
  recomputedForDecision,
} from '#libs/statements/recomputation/require-recomputed.ts';
import {
  type CommandOf,
  type StatementOutcome,
  type ChosenStatements,
  chooseStatements,
  codeRead,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, draftOf } from '#libs/statements/workflow/state.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { draftsOn } from '#libs/statements/workflow/too-early.ts';
import { requireDraftsRead, toSubmitCode } from '#libs/statements/workflow/variance-code.ts';

/** Statements of a selection, with the codes of the variance reports that a person read. */
interface ReadSelection extends Selection {
  readonly draftCodes: readonly string[];
}

export class SubmitStatements extends Command<readonly StatementOutcome[]> {
  readonly which: ChosenStatements | ReadSelection;
  readonly author: Author;
  /** Called with the number of finished statements. */
  readonly onProgress: Progress | undefined;
  /** Called with the number of log events read, during a long read. */
  readonly onReading: Progress | undefined;

  constructor(which: ChosenStatements | ReadSelection, author: Author, onProgress?: Progress, onReading?: Progress) {
    super();
    this.which = which;
    this.author = author;
    this.onProgress = onProgress;
    this.onReading = onReading;
  }
}

@CommandHandler(SubmitStatements)
export class SubmitStatementsHandler implements ICommandHandler<SubmitStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DRAFTS_OUTDATED if codes are given, DomainError (conflict, key-reused), StoreUnavailable, and the errors of `onProgress`. */
  async execute({ which, author, onProgress, onReading }: SubmitStatements): Promise<readonly StatementOutcome[]> {
    await this.#stores.continuity.requireWhole();
    const on = dayOfInstant(author.meta.at);
    const stages = ['CALCULATED', 'REGULARISATION_DRAFTED'] as const;
    const { before, open: drafts } = await chooseStatements(this.#stores, which, author, stages);
    // The report of a code leaves out what is too early, or needs an exception.
    const open = 'draftCodes' in which ? draftsOn(drafts, on, await ledgerOf(this.#stores.log)).ready : drafts;
    if ('draftCodes' in which) requireDraftsRead([...before, ...open], which.draftCodes);
    const read = codeRead(which);
    const chosen = new Map(open.map((state) => [statementKey(state.team, state.period), read ?? toSubmitCode(state)]));
    const recomputed = await recomputedForDecision(this.#stores, open, basisOf, onReading);
    const restsOn = () => closingsAt(this.#stores.log);
    const commandOf: CommandOf = async (state, done) => {
      if (done === undefined) {
        refuseClosed(await closingsOf(this.#stores.log), state);
        refuseOther(state, chosen.get(statementKey(state.team, state.period)));
        refuseStale(state, recomputed);
      }
      const exception = afterEndOf(await ledgerOf(this.#stores.log), state);
      return { command: { type: 'submit', by: author.meta.by, on, exception } };
    };
    return decideAndPostEach(this.#stores, [...before, ...open], author, commandOf, { restsOn, onProgress });
  }
}

/** The calculation behind a submission; undefined if there is nothing to submit. */
function basisOf(state: StatementState): CalculatedStatement | StatementProposal | undefined {
  return state.status === 'CALCULATED' ? state.calculated : draftOf(state);
}

/** Only the calculation that was read and recomputed is submitted. Throws CALCULATED_MEANWHILE. */
function refuseOther(state: StatementState, code: string | undefined): void {
  const { team, period } = state;
  const now = toSubmitCode(state);
  if (now !== undefined && now !== code) throw refused('CALCULATED_MEANWHILE', { team, period });
}

/** Throws STATEMENT_STALE, REGULARISATION_STALE, RECOMPUTED_OTHERWISE. */
function refuseStale(state: StatementState, recomputed: RecomputedForDecision): void {
  if (recomputed.isFresh(state)) return;
  const { team, period, status } = state;
  throw refused(status === 'REGULARISATION_DRAFTED' ? 'REGULARISATION_STALE' : 'STATEMENT_STALE', { team, period });
}
