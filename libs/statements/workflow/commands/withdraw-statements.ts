/** Withdraws what is approved and of which nothing is released. */
import type { Author } from '#libs/commands/author.ts';
import { cancelPosting } from '#libs/payments/ledger/envelopes.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import { type Outcome, type Which, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';

export async function withdrawStatements(
  stores: Stores,
  which: Which,
  reason: string,
  author: Author,
): Promise<readonly Outcome[]> {
  const { before, open } = await choose(stores, which, author, ['APPROVED']);
  const { meta, commit } = author;
  return eachStatement(stores, [...before, ...open], author, async (state, done) => {
    // Where the command came before, the last decision is another one.
    const last = done === undefined && state.status === 'APPROVED' ? state.decisions.at(-1) : undefined;
    // The ledger gives the decision up first, and refuses where something of it is released.
    if (last !== undefined && reason.trim() !== '')
      await cancelPosting(stores.log, state, decisionId(state, last), meta, commit);
    return { type: 'withdraw', by: meta.by, reason };
  });
}
