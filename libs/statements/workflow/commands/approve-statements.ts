/** Approves what is submitted: it is decided, and posted to the payment ledger. Many at once only as a variance report showed them. */
import type { Author } from '#libs/commands/author.ts';
import { envelopeFor } from '#libs/payments/ledger/envelopes.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { type Outcome, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { coveredByReports } from '#libs/statements/workflow/variance-code.ts';

/** What is submitted in a selection, with the codes of the variance reports that cover it. */
export interface ReportedSelection extends Selection {
  readonly varianceCodes: readonly string[];
}

export interface Approved {
  readonly outcomes: readonly Outcome[];
  /** Periods with something submitted that no report covers: left as they are. */
  readonly notCovered: readonly string[];
}

/** Throws VARIANCE_REPORT_REQUIRED, VARIANCE_REPORT_OUTDATED where no report covers anything of a selection. */
export async function approveStatements(
  stores: Stores,
  which: TeamPeriod | ReportedSelection,
  author: Author,
): Promise<Approved> {
  const { before, open } = await choose(stores, which, author, ['SUBMITTED', 'REGULARISATION_SUBMITTED']);
  const { covered, notCovered } =
    'varianceCodes' in which ? coveredByReports(open, which.varianceCodes) : { covered: open, notCovered: [] };
  const isFunded = fundingIn(stores);
  const outcomes = await eachStatement(stores, [...before, ...covered], author, async ({ scheme }) => {
    // Refused before it is decided: what no envelope funds could never be paid.
    await isFunded(scheme);
    return { type: 'approve', by: author.meta.by };
  });
  return { outcomes, notCovered };
}

/** Asks once for each scheme. Rejects where no envelope funds it. */
function fundingIn({ log }: Stores): (scheme: string | undefined) => Promise<string> {
  const asked = new Map<string | undefined, Promise<string>>();
  return (scheme) => {
    const envelope = asked.get(scheme) ?? envelopeFor(log, scheme);
    asked.set(scheme, envelope);
    return envelope;
  };
}
