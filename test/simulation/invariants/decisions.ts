/** Every decision reaches the ledger once, with what was approved. */
import type { Held, Invariant } from '#test/simulation/invariants/invariant.ts';

export const postedOnce: Invariant = {
  name: 'every decision is posted once',
  broken: ({ books: { decisions, items, approvals } }) => [
    ...[...decisions.values()]
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) => `${id} is posted ${times} times`),
    ...[...items.values()]
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) => `item ${id} is posted ${times} times`),
    ...[...decisions.keys()].filter((id) => !approvals.has(id)).map((id) => `${id} is posted, and was never approved`),
  ],
};

export const postedWhole: Invariant = {
  name: 'what is posted of a decision is what was approved',
  broken: ({ books: { decisions, approvals } }) =>
    [...decisions.values()].flatMap(({ id, dueCents, reducedCents, recoverCents }) => {
      const approved = approvals.get(id)?.cents ?? 0n;
      const posted = dueCents - reducedCents - recoverCents;
      return posted === approved ? [] : [`${id} grants ${approved} cents, and ${posted} are posted`];
    }),
};

/** What is withdrawn is out of the ledger, or was never in it; what is in force is not cancelled. */
export const cancelledWithDecision: Invariant = {
  name: 'a decision that is withdrawn is out of the ledger',
  broken: ({ books: { approvals, decisions } }) =>
    [...approvals.values()].flatMap(({ id, isWithdrawn }) => {
      const posted = decisions.get(id);
      return isWithdrawn && posted !== undefined && !posted.isCancelled ? [`${id} is withdrawn, and still posted`] : [];
    }),
};

/** At the end of a story, when every interrupted command had its chance. */
export const postedAtLast: Invariant = {
  name: 'every approval reaches the ledger in the end',
  broken: ({ books: { approvals, decisions } }: Held) =>
    [...approvals.values()].flatMap(({ id, isWithdrawn, cents }) =>
      isWithdrawn || cents === 0n || decisions.has(id) ? [] : [`${id} is approved, and never posted`],
    ),
};
