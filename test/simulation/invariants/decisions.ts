/** Every decision reaches the ledger once, with the approved amounts. */
import { type Approval, type Books, approvalOf, termsOn } from '#test/simulation/books/books.ts';
import { TEAMS } from '#test/simulation/cast.ts';
import type { BooksAndBank, Invariant } from '#test/simulation/invariants/invariant.ts';
import { balanceOf } from '#test/simulation/invariants/payments.ts';

export const postedOnce: Invariant = {
  name: 'every decision is posted once',
  broken: ({ books, books: { decisions, items } }) => [
    ...[...decisions.values()]
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) => `${id} is posted ${times} times`),
    ...[...items.values()]
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) => `item ${id} is posted ${times} times`),
    ...[...decisions.keys()]
      .filter((id) => approvalOf(books, id) === undefined)
      .map((id) => `${id} is posted, and was never approved`),
  ],
};

export const postedWhole: Invariant = {
  name: 'what is posted of a decision is what was approved',
  broken: ({ books }) =>
    [...books.decisions.values()].flatMap(({ id, dueCents, reducedCents, recoverCents }) => {
      const approved = approvalOf(books, id)?.cents ?? 0n;
      const posted = dueCents - reducedCents - recoverCents;
      return posted === approved ? [] : [`${id} grants ${approved} cents, and ${posted} are posted`];
    }),
};

export const inItsEnvelope: Invariant = {
  name: 'a decision changes the envelope that it was posted to, and no other',
  broken: ({ books: { strays } }) => strays,
};

/** A withdrawn decision is out of the ledger, or was never in it; a decision in force is not cancelled. */
export const cancelledWithDecision: Invariant = {
  name: 'a decision that is withdrawn is out of the ledger',
  broken: ({ books: { approvals, decisions } }) =>
    [...approvals.values()].flatMap(({ id, isWithdrawn }) => {
      const posted = decisions.get(id);
      return isWithdrawn && posted !== undefined && !posted.isCancelled ? [`${id} is withdrawn, and still posted`] : [];
    }),
};

/** At the end of a story, when every interrupted command had its chance: decisions that exceed their envelope wait for an exception. */
export const postedAtLast: Invariant = {
  name: 'every approval reaches the ledger in the end',
  broken: ({ books }: BooksAndBank) =>
    [...books.approvals.values()].flatMap((approval) => {
      const { id, isWithdrawn, cents } = approval;
      if (isWithdrawn || cents === 0n || books.decisions.has(id) || isBeyondEnvelope(books, approval)) return [];
      return [`${id} is approved, and never posted`];
    }),
};

/** At the end of a story, when an interrupted carry-over has resumed. */
export const carriedOverWhole: Invariant = {
  name: 'a log of the program of before is carried over whole, once',
  broken: ({ books: { former, carried } }) => {
    const differing = [...new Set([...former.cents.keys(), ...carried.cents.keys()])].filter(
      (account) => former.cents.get(account) !== carried.cents.get(account),
    );
    return [
      ...(former.events === carried.events ? [] : [`of ${former.events} events ${carried.events} are carried over`]),
      ...differing.map(
        (account) =>
          `${account} has ${former.cents.get(account)} cents, and ${carried.cents.get(account)} carried over`,
      ),
    ];
  },
};

/** Compares with the envelope that funds its scheme on the day of approval, or the envelope of its statement. */
function isBeyondEnvelope(books: Books, { team, period, cents, approvedAt }: Approval): boolean {
  const scheme = TEAMS.get(team) ?? '';
  const before = [...books.approvals.values()].find(
    (one) => one.team === team && one.period === period && books.decisions.get(one.id)?.isCancelled === false,
  );
  const envelope =
    books.decisions.get(before?.id ?? '')?.envelope ??
    [...books.terms.keys()].find((name) => termsOn(books, name, approvedAt)?.schemes.includes(scheme) === true) ??
    '';
  const committed = balanceOf(books.balances.get(envelope) ?? new Map<string, bigint>(), 'charges');
  return committed + cents > (termsOn(books, envelope, approvedAt)?.cents ?? 0n);
}
