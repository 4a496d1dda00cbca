/**
 * Simulations: calculations with overridden parameters or other grids, stored under a name. People can read, compare and export them, but
 * not decide on them, so they are not events.
 */
import type { ParameterOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { QueryStores, ReadStore } from '#libs/read-store/read-store.ts';
import { type CalculatedStatement, parseStatement, statementText } from '#libs/statements/calculated-statement.ts';

interface Simulation {
  readonly name: string;
  readonly source: RegulationSource;
  readonly overrides: ParameterOverrides;
  readonly statements: readonly CalculatedStatement[];
}

/** Name of their scratch documents. */
export const SIMULATIONS = 'simulations';

/** Replaces an earlier simulation of the same name. */
export async function keepSimulation(readStore: ReadStore, simulation: Simulation): Promise<void> {
  const { name, source, overrides, statements } = simulation;
  const text = JSON.stringify({ name, source, overrides, statements: statements.map(statementText) });
  await (await readStore.scratch(SIMULATIONS)).write({ puts: [[name, text]] });
}

/** The simulation of a name, if any. */
export async function readSimulation({ projections }: QueryStores, name: string): Promise<Simulation | undefined> {
  const documents = await projections.scratch(SIMULATIONS);
  const text = (await documents.get([name])).get(name);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as Omit<Simulation, 'statements'> & { statements: string[] };
  return { ...kept, statements: kept.statements.map(parseStatement) };
}
