/** Approves what is submitted: it is decided, and posted to the payment ledger. Many at once only as a variance report showed them. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { envelopeFor } from '#libs/payments/ledger/envelopes.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { type Outcome, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { coveredByReports } from '#libs/statements/workflow/variance-code.ts';

/** What is submitted in a selection, with the codes of the variance reports that cover it. */
interface ReportedSelection extends Selection {
  readonly varianceCodes: readonly string[];
}

export interface Approved {
  readonly outcomes: readonly Outcome[];
  /** Periods with something submitted that no report covers: left as they are. */
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
   * Throws VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED where no report covers anything of a selection, DomainError (conflict,
   * key-reused), StoreUnavailable.
   */
  async execute({ which, author }: ApproveStatements): Promise<Approved> {
    const { before, open } = await choose(this.#stores, which, author, ['SUBMITTED', 'REGULARISATION_SUBMITTED']);
    const { covered, notCovered } =
      'varianceCodes' in which ? coveredByReports(open, which.varianceCodes) : { covered: open, notCovered: [] };
    const envelopeOf = fundingOnce(this.#stores.log);
    const outcomes = await eachStatement(this.#stores, [...before, ...covered], author, async ({ scheme }) => {
      // Refused before it is decided: what no envelope funds could never be paid.
      await envelopeOf(scheme);
      return { type: 'approve', by: author.meta.by };
    });
    return { outcomes, notCovered };
  }
}

/** The envelope that funds a scheme, asked for once. Rejects where none does. */
function fundingOnce(log: EventStore): (scheme: string | undefined) => Promise<string> {
  const asked = new Map<string | undefined, Promise<string>>();
  return (scheme) => {
    const envelope = asked.get(scheme) ?? envelopeFor(log, scheme);
    asked.set(scheme, envelope);
    return envelope;
  };
}
