/** An invariant: what holds after every step, over the books, and what the bank and the product say beside them. */
import type { Books } from '#test/simulation/books/books.ts';
import type { Bank } from '#test/simulation/bank/bank.ts';

export interface Held {
  readonly books: Books;
  readonly bank: Bank;
  /** The files of a released run, as the product writes them now; by run. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

export interface Invariant {
  /** As a sentence. */
  readonly name: string;
  /** What does not hold, each as a sentence. */
  readonly broken: (held: Held) => readonly string[];
}
