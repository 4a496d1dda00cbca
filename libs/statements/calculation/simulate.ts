/**
 * Simulations: a calculation with overridden parameters or other grids, stored under a name. It can be read, compared and exported,
 * and never decided, so it is not an event.
 */
import {
  type CalculationStores,
  type Request,
  type StageProgress,
  calculateAfresh,
} from '#libs/statements/calculation/calculate.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import {
  type CalculatedStatement,
  type Pin,
  parseStatement,
  statementText,
} from '#libs/statements/calculated-statement.ts';

export interface Overrides {
  readonly parameters?: JsonObject;
  readonly grids?: string;
}

interface Simulation {
  readonly name: string;
  readonly source: RegulationSource;
  readonly overrides: Overrides;
  readonly statements: readonly CalculatedStatement[];
}

/** Name of their scratch documents. */
export const SIMULATIONS = 'simulations';

/** Calculates and stores under the name, in place of a former simulation. Throws FAULTY_REGULATION when an override does not fit. */
export async function simulate(
  stores: CalculationStores,
  name: string,
  request: Omit<Request, 'regulation'>,
  { published, overrides }: { readonly published: RegulationSource; readonly overrides: Overrides },
  onProgress?: StageProgress,
): Promise<{ pin: Pin; statements: readonly CalculatedStatement[] }> {
  const source = withOverrides(published, overrides);
  const regulation = loadRegulation(source);
  const { pin, statements } = await calculateAfresh(stores, { ...request, regulation }, onProgress);
  const documents = await stores.readStore.scratch(SIMULATIONS);
  const text = JSON.stringify({ name, source, overrides, statements: statements.map(statementText) });
  await documents.write({ puts: [[name, text]] });
  return { pin, statements };
}

/** The simulation of a name, if any. */
export async function readSimulation({ projections }: QueryStores, name: string): Promise<Simulation | undefined> {
  const documents = await projections.scratch(SIMULATIONS);
  const text = (await documents.get([name])).get(name);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as Omit<Simulation, 'statements'> & { statements: string[] };
  return { ...kept, statements: kept.statements.map(parseStatement) };
}
