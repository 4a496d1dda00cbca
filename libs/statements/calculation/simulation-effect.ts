/** The effect of a simulation: what each statement comes to beside what it comes to under the regulation in force. Kept under its name. */
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type CalculatedStatement, statementKey } from '#libs/statements/calculated-statement.ts';

/** Name of their scratch documents. */
const EFFECTS = 'simulation-effects';

export interface StatementEffect {
  readonly team: string;
  /** Null where it has no statement in either. */
  readonly teamName: string | null;
  readonly scheme: string | null;
  readonly period: string;
  /** Cents, under the regulation in force; 0 where there is no statement. */
  readonly beforeCents: bigint;
  /** Cents, in the simulation. */
  readonly afterCents: bigint;
}

/** What was asked, by whom, and when. */
export interface SimulationHead {
  readonly name: string;
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** YYYY-MM-DD. */
  readonly knownOn: string;
  /** Only this team; null: all. */
  readonly team: string | null;
  readonly parameters: JsonObject;
  /** The version that it changes. */
  readonly regulationVersion: string;
}

export interface SimulationEffect extends SimulationHead {
  /** By period and team. */
  readonly statements: readonly StatementEffect[];
}

interface EffectTotals {
  readonly statements: number;
  readonly changed: number;
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

/** Each statement of either calculation, by period and team. */
export function effectOf(
  before: readonly CalculatedStatement[],
  after: readonly CalculatedStatement[],
): readonly StatementEffect[] {
  const [was, is] = [byKey(before), byKey(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort(compareText);
  return keys.flatMap((key) => effect(was.get(key), is.get(key)));
}

function byKey(all: readonly CalculatedStatement[]): ReadonlyMap<string, CalculatedStatement> {
  return new Map(all.map((one) => [statementKey(one.team, one.period), one]));
}

function effect(before: CalculatedStatement | undefined, after: CalculatedStatement | undefined): StatementEffect[] {
  const one = after ?? before;
  if (one === undefined) return [];
  const { team, period } = one;
  const [was, is] = [before?.statement ?? null, after?.statement ?? null];
  const named = is ?? was;
  const [teamName, scheme] = named === null ? [null, null] : [named.teamName, named.scheme];
  return [{ team, period, teamName, scheme, beforeCents: was?.totalCents ?? 0n, afterCents: is?.totalCents ?? 0n }];
}

export function totalsOf(statements: readonly StatementEffect[]): EffectTotals {
  return {
    statements: statements.length,
    changed: statements.filter(({ beforeCents, afterCents }) => beforeCents !== afterCents).length,
    beforeCents: statements.reduce((sum, { beforeCents }) => sum + beforeCents, 0n),
    afterCents: statements.reduce((sum, { afterCents }) => sum + afterCents, 0n),
  };
}

/** Overwrites the effect kept before under the name. */
export async function keepEffect(readStore: ReadStore, effect: SimulationEffect): Promise<void> {
  const text = JSON.stringify(effect, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  await (await readStore.scratch(EFFECTS)).write({ puts: [[effect.name, text]] });
}

/** The effect kept under a name; undefined where none is. */
export async function keptEffect({ projections }: QueryStores, name: string): Promise<SimulationEffect | undefined> {
  const text = (await (await projections.scratch(EFFECTS)).get([name])).get(name);
  return text === undefined ? undefined : parsed(text);
}

/** By name. */
export async function keptEffects({ projections }: QueryStores): Promise<readonly SimulationEffect[]> {
  const found: SimulationEffect[] = [];
  for await (const batch of (await projections.scratch(EFFECTS)).scan(''))
    for (const [, text] of batch) found.push(parsed(text));
  return found;
}

function parsed(text: string): SimulationEffect {
  const kept = JSON.parse(text) as Omit<SimulationEffect, 'statements'> & {
    readonly statements: readonly (Omit<StatementEffect, 'beforeCents' | 'afterCents'> & {
      readonly beforeCents: string;
      readonly afterCents: string;
    })[];
  };
  const statements = kept.statements.map(({ beforeCents, afterCents, ...of }) => ({
    ...of,
    beforeCents: BigInt(beforeCents),
    afterCents: BigInt(afterCents),
  }));
  return { ...kept, statements };
}
