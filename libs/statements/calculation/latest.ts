/** Reads the latest calculations: for all days known, for one day known, or of a simulation. */
import { dayText } from '#libs/kernel/day.ts';
import { unknown } from '#libs/statements/calculation/refusals.ts';
import { heldCalculations } from '#libs/statements/calculation/held-calculations.ts';
import { pinnedRegulation, regulationAmong } from '#libs/statements/calculation/pinned-regulation.ts';
import { readSimulation } from '#libs/statements/calculation/simulate.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { storedRegulation } from '#libs/regulation/load.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { type Regulation, parameterOn, schemeOf } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { LATEST_PREFIX, STATEMENTS, knownKey, knownPrefix, latestKey } from '#libs/statements/statements-projection.ts';

interface Latest {
  readonly statements: readonly CalculatedStatement[];
  /** The regulation of a fingerprint. Throws REGULATION_NOT_IN_LOG. */
  readonly regulationOf: (fingerprint: string) => Regulation;
}

/** `knownOn` is a day as written. Throws NO_SUCH_SIMULATION, STORED_OTHERWISE. */
export async function latestStatements(stores: QueryStores, knownOn?: string, simulation?: string): Promise<Latest> {
  return simulation === undefined ? ofLog(stores, knownOn) : ofSimulation(stores, simulation, knownOn);
}

async function ofLog(stores: QueryStores, knownOn: string | undefined): Promise<Latest> {
  const documents = await stores.projections.documents(STATEMENTS);
  const statements: CalculatedStatement[] = [];
  for await (const batch of documents.scan(knownOn === undefined ? LATEST_PREFIX : knownPrefix(knownOn))) {
    const pointers = batch.map(([, pointer]) => pointer);
    statements.push(...(await heldCalculations(stores.log, pointers)));
  }
  return { statements, regulationOf: await regulationsPublished(stores.log) };
}

/** Gives the published regulation of a fingerprint. The function given throws REGULATION_NOT_IN_LOG. */
export async function regulationsPublished(log: EventStore): Promise<Latest['regulationOf']> {
  const published = (await versions(log)).map(({ regulation }) => regulation);
  return (fingerprint) => regulationAmong(published, fingerprint);
}

async function ofSimulation(stores: QueryStores, name: string, knownOn: string | undefined): Promise<Latest> {
  const simulation = await readSimulation(stores, name);
  if (simulation === undefined) throw unknown('NO_SUCH_SIMULATION', { simulation: name });
  const regulation = storedRegulation(simulation.source);
  return {
    statements: simulation.statements.filter(({ pin }) => knownOn === undefined || dayText(pin.knownOn) === knownOn),
    regulationOf: (fingerprint) => regulationAmong([regulation], fingerprint),
  };
}

/** The latest calculation of one team and period, if any. Throws NO_SUCH_SIMULATION, STORED_OTHERWISE. */
export async function latestStatement(
  stores: QueryStores,
  team: string,
  period: string,
  knownOn?: string,
  simulation?: string,
): Promise<CalculatedStatement | undefined> {
  if (simulation !== undefined)
    return (await ofSimulation(stores, simulation, knownOn)).statements.find(
      (statement) => statement.team === team && statement.period === period,
    );
  const documents = await stores.projections.documents(STATEMENTS);
  const key = knownOn === undefined ? latestKey(team, period) : knownKey(knownOn, team, period);
  const pointers = (await documents.get([key])).values();
  return (await heldCalculations(stores.log, [...pointers]))[0];
}

/** The source of every parameter of a statement, in the regulation of its calculation. Throws REGULATION_NOT_IN_LOG. */
export async function parameterReferences(
  stores: QueryStores,
  { pin, statement }: CalculatedStatement,
  simulation?: string,
): Promise<ReadonlyMap<string, string>> {
  if (statement === null) return new Map();
  const regulation = await pinnedRegulation(stores, pin.regulationFingerprint, simulation);
  const scheme = schemeOf(regulation, statement.scheme);
  return new Map(
    statement.parameters.map(({ parameter, from }) => [
      parameter,
      parameterOn(scheme, parameter as ParameterName, from).reference,
    ]),
  );
}
