/** The latest calculation of each period, in all or as known on a day, or of a simulation. */
import { dayText } from '#libs/kernel/day.ts';
import { unknown } from '#libs/statements/calculation/refusals.ts';
import { readSimulation } from '#libs/statements/calculation/simulate.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import { type Regulation, parameterOn, schemeOf } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { type CalculatedStatement, parseStatement } from '#libs/statements/calculated-statement.ts';
import {
  LATEST_PREFIX,
  type LatestCalculation,
  STATEMENTS,
  knownKey,
  knownPrefix,
  latestKey,
} from '#libs/statements/statements-projection.ts';

export interface Latest {
  readonly statements: readonly CalculatedStatement[];
  /** The regulation that made a statement, by its fingerprint. Throws REGULATION_NOT_IN_LOG on another. */
  readonly regulationOf: (fingerprint: string) => Regulation;
}

/** `knownOn` is a day as written. Throws NO_SUCH_SIMULATION. */
export async function latestStatements(stores: QueryStores, knownOn?: string, simulation?: string): Promise<Latest> {
  return simulation === undefined ? ofLog(stores, knownOn) : ofSimulation(stores, simulation, knownOn);
}

async function ofLog(stores: QueryStores, knownOn: string | undefined): Promise<Latest> {
  const documents = await stores.projections.documents(STATEMENTS);
  const statements: CalculatedStatement[] = [];
  for await (const batch of documents.scan(knownOn === undefined ? LATEST_PREFIX : knownPrefix(knownOn))) {
    const texts = batch.map(([, text]) => text);
    const found = knownOn === undefined ? await pointedAt(documents, texts) : texts;
    for (const text of found) statements.push(parseStatement(text));
  }
  return { statements, regulationOf: await regulationsPublished(stores.log) };
}

/** The published regulations, each by its fingerprint, which throws REGULATION_NOT_IN_LOG where none has it. */
export async function regulationsPublished(log: EventStore): Promise<Latest['regulationOf']> {
  const published = (await versions(log)).map(({ regulation }) => regulation);
  return (fingerprint) => regulationAmong(published, fingerprint);
}

async function pointedAt(documents: Documents, pointers: readonly string[]): Promise<readonly string[]> {
  const keys = pointers.map((pointer) => {
    const { knownOn, team, period } = JSON.parse(pointer) as LatestCalculation;
    return knownKey(knownOn, team, period);
  });
  return [...(await documents.get(keys)).values()];
}

async function ofSimulation(stores: QueryStores, name: string, knownOn: string | undefined): Promise<Latest> {
  const simulation = await readSimulation(stores, name);
  if (simulation === undefined) throw unknown('NO_SUCH_SIMULATION', { simulation: name });
  const regulation = loadRegulation(simulation.source);
  return {
    statements: simulation.statements.filter(({ pin }) => knownOn === undefined || dayText(pin.knownOn) === knownOn),
    regulationOf: (fingerprint) => regulationAmong([regulation], fingerprint),
  };
}

function regulationAmong(regulations: readonly Regulation[], fingerprint: string): Regulation {
  const found = regulations.find((regulation) => regulation.fingerprint === fingerprint);
  if (found === undefined) throw invalid('REGULATION_NOT_IN_LOG', { fingerprint });
  return found;
}

/** The latest calculation of one team and period; undefined where there is none. */
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
  const pointer = knownOn === undefined ? (await documents.get([latestKey(team, period)])).values() : undefined;
  const [text] =
    pointer === undefined
      ? (await documents.get([knownKey(knownOn ?? '', team, period)])).values()
      : await pointedAt(documents, [...pointer]);
  return text === undefined ? undefined : parseStatement(text);
}

/** Source of every parameter of a statement, from the regulation that made it. Throws REGULATION_NOT_IN_LOG. */
export async function referencesOf(
  stores: QueryStores,
  { pin, statement }: CalculatedStatement,
  simulation?: string,
): Promise<ReadonlyMap<string, string>> {
  if (statement === null) return new Map();
  const known =
    simulation === undefined
      ? (await versions(stores.log)).map(({ regulation }) => regulation)
      : [(await readSimulation(stores, simulation))?.source].flatMap((source) =>
          source === undefined ? [] : [loadRegulation(source)],
        );
  const scheme = schemeOf(regulationAmong(known, pin.regulationFingerprint), statement.scheme);
  return new Map(
    statement.parameters.map(({ parameter, from }) => [
      parameter,
      parameterOn(scheme, parameter as ParameterName, from).reference,
    ]),
  );
}
