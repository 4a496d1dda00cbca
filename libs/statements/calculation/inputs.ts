/** Checks that the read store has the inputs of a calculation. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { type QueryStores, unavailable } from '#libs/read-store/read-store.ts';
import { documentsWithoutErased } from '#libs/read-store/without-erased.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';

/**
 * Throws NOT_FOLDED_YET if dossiers or rosters have not reached the position of the calculation, ERASED_NOT_REMOVED_YET if they may still
 * hold an erased patient.
 */
export async function requireInputs(stores: QueryStores, { pin: { position } }: CalculatedStatement): Promise<void> {
  for (const projection of [ROSTERS, DOSSIERS]) {
    const reached = (await stores.projections.served(projection)).checkpoint.position;
    if (reached < position) throw unavailable('NOT_FOLDED_YET', { reached, needed: position });
    await documentsWithoutErased(stores, projection);
  }
}
