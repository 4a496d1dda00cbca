/** Posts the decisions of a statement to the payment ledger. */
import { setImmediate } from 'node:timers/promises';
import { againWhileMoved } from '#libs/commands/again-while-moved.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { ledgerOf, postDecision } from '#libs/payments/ledger/ledger.ts';
import { type DecisionToPost, fundingEnvelopeOf } from '#libs/payments/ledger/rules/post-decision.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { EventStore, StreamAt } from '#libs/event-store/event-store.ts';
import { type Decision, decisionId, dueMoves, dueParts, itemsOn } from '#libs/statements/workflow/decisions.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementId, statements } from '#libs/statements/workflow/statements.ts';

/**
 * Posts each decision that is not in the ledger yet, and gives the last result. `restsOn`: the statement as it was read. Throws
 * SCHEME_NOT_FUNDED, EXCEPTION_NOT_USABLE, STREAM_CHANGED, and APPROVED_NOT_POSTED if another approval used the rest of the envelope
 * meanwhile.
 */
export async function postDecisions(
  log: EventStore,
  state: StatementState,
  author: Author,
  exception?: string,
  restsOn: readonly StreamAt[] = [],
): Promise<CommandResult | undefined> {
  const allowance = exception === undefined ? undefined : { exception, usedBy: `approval ${author.meta.key}` };
  let made: CommandResult | undefined;
  for (const decision of unposted(state, await ledgerOf(log)))
    try {
      made = await postDecision(log, decision, author, allowance, restsOn);
    } catch (error) {
      if (!isBeyond(error)) throw error;
      throw refused('APPROVED_NOT_POSTED', { team: state.team, period: state.period, ...error.data });
    }
  return made;
}

/** Approved, and not in the ledger: the approval was cut off, or its envelope has too little left. */
export function unposted(state: StatementState, ledger: PaymentLedger): readonly DecisionToPost[] {
  return state.decisions
    .filter((decision) => !ledger.decisions.has(decisionId(state, decision)))
    .map((decision) => toPost(state, decision));
}

/**
 * The decisions that were taken out of the ledger but not withdrawn: the withdrawal was interrupted after its first half, or another
 * command came between. They are not paid, and no other decision is possible until they are withdrawn.
 */
export function halfWithdrawn(state: StatementState, ledger: PaymentLedger): readonly Decision[] {
  return state.decisions.filter((one) => ledger.decisions.get(decisionId(state, one))?.status === 'cancelled');
}

/** Posts to an envelope the decisions of interrupted approvals while it has money; the list of tasks shows the rest. */
export async function postInterrupted(stores: QueryStores, envelope: string, author: Author): Promise<void> {
  const { log } = stores;
  const { decisions } = await ledgerOf(log);
  const open = (await listedStatements(stores)).filter((one) => one.decisions.some((id) => !decisions.has(id)));
  for (const of of open) {
    const isOwn = (stream: string) => stream === statementStream(of);
    await againWhileMoved(isOwn, () => postWithin(log, of, envelope, author));
    // Yields: thousands of them must not delay requests.
    await setImmediate();
  }
}

/** What the envelope has too little for stays. A conflict if the statement has moved: a decision that was read may be withdrawn. */
async function postWithin(log: EventStore, of: TeamPeriod, envelope: string, author: Author): Promise<void> {
  const stream = statementStream(of);
  const { state, revision } = await statements(log).load(statementId(of));
  for (const decision of unposted(state, await ledgerOf(log))) {
    if (fundingEnvelopeOf(await ledgerOf(log), decision) !== envelope) continue;
    try {
      await postDecision(log, decision, author, undefined, [{ stream, revision }]);
    } catch (error) {
      if (!isBeyond(error)) throw error;
    }
  }
}

type Beyond = DomainError & {
  readonly data: { readonly envelope: string; readonly leftCents: bigint; readonly wantedCents: bigint };
};

function isBeyond(error: unknown): error is Beyond {
  return error instanceof DomainError && error.code === 'COMMITTED_BEYOND_ENVELOPE';
}

function toPost(state: StatementState, decision: Decision): DecisionToPost {
  const { team, period, scheme } = state;
  const { number, submittedBy, approvedBy, approvedAt } = decision;
  const approvedOn = dayOfInstant(approvedAt);
  const of = { decision: decisionId(state, decision), number, team, period, scheme };
  const before = state.decisions.filter((one) => one.number < number);
  const moves = dueMoves(decision).map(({ kind, from, to, amountCents }) => ({
    items: itemsOn(state, before, { kind, day: from }),
    to,
    amountCents,
  }));
  return { ...of, submittedBy, approvedBy, approvedOn, parts: dueParts(decision), moves };
}
