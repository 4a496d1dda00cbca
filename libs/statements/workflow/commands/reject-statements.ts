/** Rejects what is submitted: it is a draft again. */
import type { Author } from '#libs/commands/author.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { type Outcome, type Which, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';

export async function rejectStatements(
  stores: Stores,
  which: Which,
  reason: string,
  author: Author,
): Promise<readonly Outcome[]> {
  const { before, open } = await choose(stores, which, author, ['SUBMITTED', 'REGULARISATION_SUBMITTED']);
  const { by } = author.meta;
  return eachStatement(stores, [...before, ...open], author, () => ({ type: 'reject', by, reason }));
}
