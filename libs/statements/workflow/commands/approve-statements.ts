/**
 * Approves submitted statements that are fresh and that a recomputation from the log confirms, and posts them to the payment ledger. A bulk
 * approval needs the codes of variance reports.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { afterEndOf } from '#libs/payments/ledger/exceptions.ts';
import { ledgerOf, ledgerToChange } from '#libs/payments/ledger/ledger.ts';
import { refused as refusedByLedger } from '#libs/payments/ledger/refusals.ts';
import {
  type Allowance,
  type DecisionToFund,
  fundingEnvelopeOf,
  requireWithin,
} from '#libs/payments/ledger/rules/post-decision.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import {
  type RecomputedForDecision,
  recomputedForDecision,
} from '#libs/statements/recomputation/require-recomputed.ts';
import {
  type CommandOf,
  type ReadStatement,
  type StatementOutcome,
  chooseStatements,
  codeRead,
  decideAndPostEach,
} from '#libs/statements/workflow/each-statement.ts';
import { requireSubmitted } from '#libs/statements/workflow/decide.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { halfWithdrawn, unposted } from '#libs/statements/workflow/post-decisions.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type Stage, type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';
import { type ReportedSelection, coveredByReports, varianceCode } from '#libs/statements/workflow/variance-code.ts';

interface Approved {
  readonly outcomes: readonly StatementOutcome[];
  /** Periods with a submission that no report covers. They stay submitted. */
  readonly notCovered: readonly string[];
}

/** The approved ones are only posted, if they are not. */
const STAGES: readonly Stage[] = ['SUBMITTED', 'REGULARISATION_SUBMITTED', 'APPROVED'];

export class ApproveStatements extends Command<Approved> {
  readonly which: ReadStatement | ReportedSelection;
  readonly author: Author;
  /** An exception confirmed by two people, needed if the approval exceeds the envelope. */
  readonly exception: string | undefined;
  /** Called with the number of finished statements. */
  readonly onProgress: Progress | undefined;
  /** Called with the number of log events read, during a long read. */
  readonly onReading: Progress | undefined;

  constructor(
    which: ReadStatement | ReportedSelection,
    author: Author,
    exception?: string,
    onProgress?: Progress,
    onReading?: Progress,
  ) {
    super();
    this.which = which;
    this.author = author;
    this.exception = exception;
    this.onProgress = onProgress;
    this.onReading = onReading;
  }
}

@CommandHandler(ApproveStatements)
export class ApproveStatementsHandler implements ICommandHandler<ApproveStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED if no report covers any submission of a selection, DomainError (conflict,
   * key-reused), StoreUnavailable, and the errors of `onProgress`.
   */
  async execute({ which, author, exception, onProgress, onReading }: ApproveStatements): Promise<Approved> {
    await this.#stores.continuity.requireWhole();
    const { before, open } = await chooseStatements(this.#stores, which, author, STAGES);
    const { covered, notCovered, cutOff } =
      'varianceCodes' in which
        ? {
            ...coveredByReports(open, which.varianceCodes, before),
            cutOff: await this.#cutOffIn(open),
          }
        : { covered: open, notCovered: [], cutOff: [] };
    const read = codeRead(which);
    const chosen = new Map(
      covered.map((state) => [statementKey(state.team, state.period), read ?? varianceCode([state])]),
    );
    const recomputed = await recomputedForDecision(this.#stores, covered, proposalOf, onReading);
    const on = dayOfInstant(author.meta.at);
    const allowance = exception === undefined ? undefined : { exception, usedBy: `approval ${author.meta.key}` };
    const restsOn = () => closingsAt(this.#stores.log);
    const commandOf: CommandOf = async (state, done) => {
      const ledger = await ledgerToChange(this.#stores.log);
      if (done === undefined) {
        // Approved before, beyond its envelope: only to be posted.
        if (state.status === 'APPROVED' && unposted(state, ledger).length > 0) return undefined;
        const { proposal } = requireSubmitted(state, author.meta.by);
        refuseClosed(await closingsOf(this.#stores.log), state);
        refuseHalfWithdrawn(state, ledger);
        refuseOther(state, chosen.get(statementKey(state.team, state.period)));
        refuseStale(state, recomputed);
        refuseBeyond(ledger, { ...state, number: proposal.number, approvedOn: on }, total(proposal.lines), allowance);
      }
      return { command: { type: 'approve', by: author.meta.by, on, exception: afterEndOf(ledger, state) } };
    };
    // Last, so that they do not take from an exception what is approved now.
    const all = [...before, ...covered, ...cutOff];
    const outcomes = await decideAndPostEach(this.#stores, all, author, commandOf, {
      exception,
      restsOn,
      onProgress,
    });
    return { outcomes, notCovered };
  }

  /** Statements that another approval approved and did not post, because it lost its process between the two. */
  async #cutOffIn(open: readonly StatementState[]): Promise<readonly StatementState[]> {
    const ledger = await ledgerOf(this.#stores.log);
    return open.filter((state) => isApproved(state) && unposted(state, ledger).length > 0);
  }
}

/**
 * A decision that no envelope funds could never be paid, and one that exceeds its envelope needs an exception. The posting checks both
 * again, because another approval may come between. Throws SCHEME_NOT_FUNDED, COMMITTED_BEYOND_ENVELOPE, EXCEPTION_NOT_USABLE.
 */
function refuseBeyond(
  ledger: PaymentLedger,
  decision: DecisionToFund,
  wantedCents: bigint,
  allowance: Allowance | undefined,
): void {
  const { scheme, approvedOn: day } = decision;
  const envelope = fundingEnvelopeOf(ledger, decision);
  if (envelope === undefined) throw refusedByLedger('SCHEME_NOT_FUNDED', { scheme, day });
  requireWithin(ledger, { envelope, wantedCents, day }, allowance);
}

function proposalOf(state: StatementState): StatementProposal | undefined {
  return submissionOf(state)?.proposal;
}

/** A regularisation adds to a decision, whose withdrawal must not be half done. Throws WITHDRAWAL_CUT_OFF. */
function refuseHalfWithdrawn(state: StatementState, ledger: PaymentLedger): void {
  const { team, period } = state;
  if (halfWithdrawn(state, ledger).length > 0) throw refused('WITHDRAWAL_CUT_OFF', { team, period });
}

function isApproved({ status }: StatementState): boolean {
  return status === 'APPROVED';
}

/** Only the submission that was read and recomputed is approved. Throws SUBMITTED_MEANWHILE. */
function refuseOther(state: StatementState, code: string | undefined): void {
  const { team, period } = state;
  if (varianceCode([state]) !== code) throw refused('SUBMITTED_MEANWHILE', { team, period });
}

/** Throws SUBMISSION_STALE, RECOMPUTED_OTHERWISE. */
function refuseStale(state: StatementState, recomputed: RecomputedForDecision): void {
  if (!recomputed.isFresh(state)) throw refused('SUBMISSION_STALE', { team: state.team, period: state.period });
}
