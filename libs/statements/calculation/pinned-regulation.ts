/** The regulation that a statement was calculated with, found without reading the other statements. */
import { readSimulation } from '#libs/statements/calculation/simulate.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

/** Of a fingerprint, published or overridden by the simulation. Throws REGULATION_NOT_IN_LOG where it is neither. */
export async function pinnedRegulation(
  stores: QueryStores,
  fingerprint: string,
  simulation?: string,
): Promise<Regulation> {
  const simulated = simulation === undefined ? undefined : await readSimulation(stores, simulation);
  const candidates =
    simulated === undefined
      ? (await versions(stores.log)).map(({ regulation }) => regulation)
      : [loadRegulation(simulated.source)];
  const found = candidates.find((regulation) => regulation.fingerprint === fingerprint);
  if (found === undefined) throw invalid('REGULATION_NOT_IN_LOG', { fingerprint });
  return found;
}
