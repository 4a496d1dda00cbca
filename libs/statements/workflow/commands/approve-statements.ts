/** Approves submitted statements and posts them to the payment ledger. An approval in bulk needs the codes of variance reports. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { fundingEnvelopeOf } from '#libs/payments/ledger/rules/post-decision.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { type Outcome, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';
import { submissionOf } from '#libs/statements/workflow/state.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { coveredByReports } from '#libs/statements/workflow/variance-code.ts';

/** The submitted statements of a selection, with the codes of the variance reports that cover them. */
interface ReportedSelection extends Selection {
  readonly varianceCodes: readonly string[];
}

interface Approved {
  readonly outcomes: readonly Outcome[];
  /** Periods with a submission that no report covers. They stay submitted. */
  readonly notCovered: readonly string[];
}

export class ApproveStatements extends Command<Approved> {
  readonly which: TeamPeriod | ReportedSelection;
  readonly author: Author;

  constructor(which: TeamPeriod | ReportedSelection, author: Author) {
    super();
    this.which = which;
    this.author = author;
  }
}

@CommandHandler(ApproveStatements)
export class ApproveStatementsHandler implements ICommandHandler<ApproveStatements> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED when no report covers any submission of a selection, DomainError
   * (conflict, key-reused), StoreUnavailable.
   */
  async execute({ which, author }: ApproveStatements): Promise<Approved> {
    const { before, open } = await choose(this.#stores, which, author, ['SUBMITTED', 'REGULARISATION_SUBMITTED']);
    const { covered, notCovered } =
      'varianceCodes' in which ? coveredByReports(open, which.varianceCodes) : { covered: open, notCovered: [] };
    const approvedOn = dayOfInstant(author.meta.at);
    const outcomes = await eachStatement(this.#stores, [...before, ...covered], author, async (state, done) => {
      const { team, period, scheme } = state;
      const number = submissionOf(state)?.proposal.number ?? 0;
      const ledger = await ledgerOf(this.#stores.log);
      // What no envelope funds could never be paid.
      if (done === undefined && fundingEnvelopeOf(ledger, { number, team, period, scheme, approvedOn }) === undefined)
        throw refused('SCHEME_NOT_FUNDED', { scheme, day: approvedOn });
      return { type: 'approve', by: author.meta.by };
    });
    return { outcomes, notCovered };
  }
}
