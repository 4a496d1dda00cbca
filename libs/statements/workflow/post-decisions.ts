/** Posts the decisions of a statement to the payment ledger. */
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { ledgerOf, postDecision } from '#libs/payments/ledger/ledger.ts';
import { type DecisionToPost, fundingEnvelopeOf } from '#libs/payments/ledger/rules/post-decision.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Decision, decisionId, dueMoves, dueParts } from '#libs/statements/workflow/decisions.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';

/** Posts each decision that is not in the ledger yet. Throws SCHEME_NOT_FUNDED. */
export async function postDecisions(log: EventStore, state: StatementState, author: Author): Promise<void> {
  for (const decision of state.decisions) await postDecision(log, toPost(state, decision), author);
}

/** Posts to an envelope the decisions of approvals that were interrupted. */
export async function postInterrupted(stores: QueryStores, envelope: string, author: Author): Promise<void> {
  const { log } = stores;
  for (const state of await statementsOf(stores, {}))
    for (const decision of state.decisions) {
      const posted = toPost(state, decision);
      if (fundingEnvelopeOf(await ledgerOf(log), posted) === envelope) await postDecision(log, posted, author);
    }
}

function toPost(state: StatementState, decision: Decision): DecisionToPost {
  const { team, period, scheme } = state;
  const { number, submittedBy, approvedBy, approvedAt } = decision;
  const approvedOn = dayOfInstant(approvedAt);
  const of = { decision: decisionId(state, decision), number, team, period, scheme };
  return { ...of, submittedBy, approvedBy, approvedOn, parts: dueParts(decision), moves: dueMoves(decision) };
}
