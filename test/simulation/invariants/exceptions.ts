/** An exception of two people serves once, and everything without an exception keeps to its limits. */
import { type Books, type Terms, termsOn } from '#test/simulation/books/books.ts';
import type { BooksAndBank, Invariant } from '#test/simulation/invariants/invariant.ts';
import { balanceOf } from '#test/simulation/invariants/payments.ts';

const SERVES: Readonly<Record<string, readonly string[]>> = {
  EXCEED_ENVELOPE: ['commitment', 'run', 'terms'],
  EARLY_RELEASE: ['run'],
};

export const servesOnce: Invariant = {
  name: 'an exception serves once, what it was given for',
  broken: ({ books: { uses, exceptions } }) =>
    uses.flatMap(({ exception, envelope, by, name }, i) => {
      const terms = exceptions.get(exception);
      if (terms === undefined) return [`${name} uses ${exception}, which nobody gave`];
      if (SERVES[terms.text('kind')]?.includes(by) !== true || terms.text('envelope') !== envelope)
        return [`${name} of ${envelope} uses ${exception}, which is for something else`];
      const before = uses.slice(0, i).find((use) => use.exception === exception);
      return before === undefined ? [] : [`${name} uses ${exception}, which served ${before.name}`];
    }),
};

/** Checked when the commitments of an envelope have risen: by a decision, or by the withdrawal of a negative one. */
export class CommittedWithinTerms implements Invariant {
  readonly name = 'no decision or withdrawal commits more than the terms of its envelope without an exception';
  readonly #committed = new Map<string, bigint>();
  #decisions = 0;

  readonly broken = ({ books }: BooksAndBank): readonly string[] => {
    const posted = [...books.decisions.values()].slice(this.#decisions);
    this.#decisions = books.decisions.size;
    return [...books.balances].flatMap(([envelope, accounts]) => {
      const cents = balanceOf(accounts, 'charges');
      const before = this.#committed.get(envelope) ?? 0n;
      this.#committed.set(envelope, cents);
      if (cents <= before) return [];
      const own = posted.filter((decision) => decision.envelope === envelope);
      const approvals = own.flatMap(({ id }) => books.approvals.get(id)?.approvedAt ?? []);
      const allowed = mostOf(
        [books.times.at(-1)?.recordedAt ?? '', ...approvals].map((instant) => termsOn(books, envelope, instant)),
      );
      const permitted = permittedCents(books, envelope);
      return cents <= allowed + permitted
        ? []
        : [`${envelope} commits ${cents} cents of ${allowed}, and ${permitted} are permitted`];
    });
  };
}

function mostOf(terms: readonly (Terms | undefined)[]): bigint {
  return terms.reduce((most, one) => (one !== undefined && one.cents > most ? one.cents : most), 0n);
}

/** The amount permitted by the exceptions that decisions and withdrawals have used. */
function permittedCents({ uses, exceptions }: Books, envelope: string): bigint {
  return uses
    .filter((use) => use.by === 'commitment' && use.envelope === envelope)
    .reduce((sum, { exception }) => sum + (exceptions.get(exception)?.cents('amountCents') ?? 0n), 0n);
}
