/** Posts the decisions of a statement to the payment ledger. */
import type { Author } from '#libs/commands/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { postDecision } from '#libs/payments/ledger/envelopes.ts';
import { decisionId, dueParts } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';

/** Posts each decision that is not in the ledger yet: after an approval, or later when the approval was interrupted. */
export async function postDecisions(log: EventStore, state: StatementState, { meta, commit }: Author): Promise<void> {
  const { team, period, scheme } = state;
  for (const decision of state.decisions) {
    const posted = {
      decision: decisionId(state, decision),
      team,
      period,
      approvedBy: decision.approvedBy,
      parts: dueParts(decision),
    };
    await postDecision(log, scheme, posted, meta, commit);
  }
}
