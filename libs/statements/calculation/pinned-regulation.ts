/** The regulation that a statement was calculated with, found without reading the other statements. */
import { readSimulation } from '#libs/statements/calculation/simulate.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { type Regulation, RegulationError } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

/** Of a fingerprint, published or overridden by the simulation. Throws RegulationError where it is neither. */
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
  if (found === undefined)
    throw new RegulationError(`la réglementation d'empreinte ${fingerprint.slice(0, 12)} n'est pas dans le journal`);
  return found;
}
