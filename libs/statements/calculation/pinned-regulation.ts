/** Finds the regulation of a calculation by its fingerprint. */
import { readSimulation } from '#libs/statements/calculation/simulate.ts';
import { storedRegulation } from '#libs/regulation/load.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

/** Published, or of a simulation when one is named. Throws REGULATION_NOT_IN_LOG. */
export async function pinnedRegulation(
  stores: QueryStores,
  fingerprint: string,
  simulation?: string,
): Promise<Regulation> {
  if (simulation === undefined) {
    const published = await versions(stores.log);
    return regulationAmong(
      published.map(({ regulation }) => regulation),
      fingerprint,
    );
  }
  const simulated = await readSimulation(stores, simulation);
  return regulationAmong(simulated === undefined ? [] : [storedRegulation(simulated.source)], fingerprint);
}

/** Throws REGULATION_NOT_IN_LOG. */
export function regulationAmong(regulations: readonly Regulation[], fingerprint: string): Regulation {
  const found = regulations.find((regulation) => regulation.fingerprint === fingerprint);
  if (found === undefined) throw invalid('REGULATION_NOT_IN_LOG', { fingerprint });
  return found;
}
