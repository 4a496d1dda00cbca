/** An invariant: a condition after every step, over the books, and over the reports of the bank and the product. */
import type { Books } from '#test/simulation/books/books.ts';
import type { Bank } from '#test/simulation/bank/bank.ts';

export interface BooksAndBank {
  readonly books: Books;
  readonly bank: Bank;
  /** The files of a released run, as the product writes them now; by run. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

export interface Invariant {
  /** A sentence. */
  readonly name: string;
  /** The violations, each as a sentence. */
  readonly broken: (held: BooksAndBank) => readonly string[];
}
