/** Checks that the read store has the inputs of a calculation. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type QueryStores, unavailable } from '#libs/read-store/read-store.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

/** Throws NOT_FOLDED_YET when dossiers or rosters have not reached the position of the calculation. */
export async function requireInputs(
  { projections }: QueryStores,
  { pin: { position } }: CalculatedStatement,
): Promise<void> {
  for (const projection of [ROSTERS, DOSSIERS]) {
    const reached = (await projections.served(projection)).checkpoint.position;
    if (reached < position) throw unavailable('NOT_FOLDED_YET', { reached, needed: position });
  }
}
