/** Submits drafts and drafted regularisations to a decision; what has become stale is refused. */
import type { Author } from '#libs/commands/author.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { type Outcome, type Which, choose, eachStatement } from '#libs/statements/workflow/each-statement.ts';
import { type Recalculated, isFresh, recalculated } from '#libs/statements/workflow/freshness.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, draftOf } from '#libs/statements/workflow/state.ts';

export async function submitStatements(stores: Stores, which: Which, author: Author): Promise<readonly Outcome[]> {
  const { before, open } = await choose(stores, which, author, ['CALCULATED', 'REGULARISATION_DRAFTED']);
  const pinned = open.flatMap((state) => {
    const { team, period } = state;
    const rests = restsOn(state);
    return rests === undefined ? [] : [{ team, period, pin: rests.pin }];
  });
  const again = await recalculated(stores, pinned);
  return eachStatement(stores, [...before, ...open], author, (state, done) => {
    if (done === undefined) refuseStale(state, again);
    return { type: 'submit', by: author.meta.by };
  });
}

function restsOn(state: StatementState) {
  return draftOf(state) ?? state.calculated;
}

/** Throws STATEMENT_STALE, REGULARISATION_STALE. */
function refuseStale(state: StatementState, again: Recalculated): void {
  const rests = restsOn(state);
  if (rests === undefined || isFresh(state, rests, again)) return;
  const { team, period, status } = state;
  throw refused(status === 'REGULARISATION_DRAFTED' ? 'REGULARISATION_STALE' : 'STATEMENT_STALE', { team, period });
}
