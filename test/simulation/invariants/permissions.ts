/** Acts that need an exception of two people: to pay before the day, or to an account that changed lately. */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Account, Books, Run } from '#test/simulation/books/books.ts';
import type { Fields } from '#test/simulation/books/read-event.ts';
import type { Invariant } from '#test/simulation/invariants/invariant.ts';

export const notBeforeItsDay: Invariant = {
  name: 'nothing is released before it is due without an exception',
  broken: ({ books }) =>
    everyPayment(books, (run, { item, id }) => {
      const { dueOn } = books.items.get(item) ?? { dueOn: '' };
      const until = permitted(books, run, 'EARLY_RELEASE').map((terms) => terms.text('until'));
      const isDue = [books.dayOf(run.releasedAt), ...until].some((day) => dueOn <= day);
      return isDue ? [] : [`${id} is due on ${dueOn}, and released in ${run.id} on ${run.releasedAt}`];
    }),
};

export const notToChangedAccount: Invariant = {
  name: 'nothing is released to an account that changed lately without an exception',
  broken: ({ books }) =>
    everyPayment(books, (run, { id, team }) => {
      const account = books.released.get(id);
      if (account === undefined) return [`${id} goes to an account that nobody confirmed`];
      const days = dayFromText(books.dayOf(run.releasedAt)) - dayFromText(books.dayOf(account.confirmedAt));
      const excepted = [...books.exceptions].some(
        ([id, terms]) =>
          terms.text('kind') === 'CHANGED_ACCOUNT' &&
          terms.text('team') === team &&
          isFor(books, account, books.excepted.get(id)),
      );
      return days >= (books.heldFor.get(id) ?? 0) || excepted
        ? []
        : [`${id} goes to an account that changed ${days} days before`];
    }),
};

/** An exception is for the account that it was given for, from the last confirmation of that account on. */
function isFor(books: Books, { iban, confirmedAt }: Account, excepted: ReturnType<Books['excepted']['get']>): boolean {
  return excepted?.iban === iban && books.dayOf(excepted.at) >= books.dayOf(confirmedAt);
}

type PaymentOfRun = NonNullable<ReturnType<Books['payments']['get']>>;

function everyPayment(
  { runs, payments }: Books,
  broken: (run: Run, payment: PaymentOfRun) => readonly string[],
): readonly string[] {
  return [...payments.values()].flatMap((payment) => {
    const run = runs.get(payment.run);
    if (run === undefined) return [`${payment.id} is of no run`];
    // A former run had other rules.
    return run.isFormer ? [] : broken(run, payment);
  });
}

function permitted({ exceptions }: Books, run: Run, kind: string): readonly Fields[] {
  return run.exceptions.flatMap((id) => exceptions.get(id) ?? []).filter((terms) => terms.text('kind') === kind);
}
