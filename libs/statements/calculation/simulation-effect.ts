/**
 * The effect of a simulation: amounts under it and under the regulation in force, by statement and by profile of patients. Kept under its
 * name.
 */
import type { QueryStores, ReadStore } from '#libs/read-store/read-store.ts';
import type { ParameterOverride } from '#libs/regulation/overrides.ts';
import { profileText } from '#libs/regulation/profile.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { type CalculatedStatement, statementKey } from '#libs/statements/calculated-statement.ts';
import { centsByProfile } from '#libs/statements/calculation/by-profile.ts';
import type { ScenarioResult } from '#libs/statements/calculation/scenarios.ts';

/** Name of their scratch documents. */
export const EFFECTS = 'simulation-effects';

/** Cents: under the regulation in force, and in the simulation; 0 without a statement. */
export interface Effect {
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

export interface StatementEffect extends Effect {
  readonly team: string;
  /** Null if the team has no statement in either. */
  readonly teamName: string | null;
  readonly scheme: string | null;
  readonly period: string;
}

interface ProfileEffect extends Effect {
  readonly scheme: string;
  /** As in the grids: `17-39 F ald=0 c2s=1`; null for credits, acts taken back and floors, which belong to no patient. */
  readonly profile: string | null;
}

/** The request, its author and its time. */
export interface SimulationHead {
  readonly name: string;
  /** The name of the run, and which of its scenarios this is; null for a run of one scenario. */
  readonly run: string;
  readonly scenario: string | null;
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** YYYY-MM-DD. */
  readonly knownOn: string;
  /** The only team; null: all teams. */
  readonly team: string | null;
  readonly parameters: JsonObject;
  readonly overrides: readonly ParameterOverride[];
  /** The version that it changes. */
  readonly regulationVersion: string;
}

export interface SimulationEffect extends SimulationHead {
  /** Sorted by period and team. */
  readonly statements: readonly StatementEffect[];
  /** Sorted by scheme and profile. */
  readonly profiles: readonly ProfileEffect[];
}

interface EffectTotals extends Effect {
  readonly statements: number;
  readonly changed: number;
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

/** Sorted by scheme and profile; amounts that belong to no patient come last. */
export function profileEffects(before: ScenarioResult, after: ScenarioResult): readonly ProfileEffect[] {
  const [was, is] = [centsByScheme(before), centsByScheme(after)];
  const { ageBands } = before.regulation;
  return [...new Set([...was.keys(), ...is.keys()])].sort(compareText).flatMap((scheme): ProfileEffect[] => {
    const [wasOf, isOf] = [was.get(scheme), is.get(scheme)];
    const profiles = [...new Set([...(wasOf?.keys() ?? []), ...(isOf?.keys() ?? [])])];
    return profiles
      .sort((a, b) => (a ?? Infinity) - (b ?? Infinity))
      .map((profile) => ({
        scheme,
        profile: profile === undefined ? null : profileText(ageBands, profile),
        beforeCents: wasOf?.get(profile) ?? 0n,
        afterCents: isOf?.get(profile) ?? 0n,
      }));
  });
}

/** Computed once for the regulation in force, since every scenario is compared with it. */
const centsByScheme = memoisedOf(
  (result: ScenarioResult): ReadonlyMap<string, ReadonlyMap<number | undefined, bigint>> => {
    const schemes = new Map<string, Map<number | undefined, bigint>>();
    for (const { statement } of result.statements) {
      if (statement === null) continue;
      const sums = schemes.get(statement.scheme) ?? new Map<number | undefined, bigint>();
      schemes.set(statement.scheme, sums);
      for (const [profile, cents] of centsByProfile(result, statement))
        sums.set(profile, (sums.get(profile) ?? 0n) + cents);
    }
    return schemes;
  },
);

export function totalsOf(statements: readonly StatementEffect[]): EffectTotals {
  return {
    statements: statements.length,
    changed: statements.filter(({ beforeCents, afterCents }) => beforeCents !== afterCents).length,
    beforeCents: sumCentsOf(statements, ({ beforeCents }) => beforeCents),
    afterCents: sumCentsOf(statements, ({ afterCents }) => afterCents),
  };
}

/** Overwrites the effect kept before under the name. */
export async function keepEffect(readStore: ReadStore, effect: SimulationEffect): Promise<void> {
  const text = JSON.stringify(effect, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  await (await readStore.scratch(EFFECTS)).write({ puts: [[effect.name, text]] });
}

/** The effect kept under a name; undefined if none is kept. */
export async function keptEffect({ projections }: QueryStores, name: string): Promise<SimulationEffect | undefined> {
  const text = (await (await projections.scratch(EFFECTS)).get([name])).get(name);
  return text === undefined ? undefined : parsed(text);
}

/** Sorted by name. */
export async function keptEffects({ projections }: QueryStores): Promise<readonly SimulationEffect[]> {
  const found: SimulationEffect[] = [];
  for await (const batch of (await projections.scratch(EFFECTS)).scan(''))
    for (const [, text] of batch) found.push(parsed(text));
  return found;
}

type Written<T> = T extends bigint ? string : T extends object ? { readonly [K in keyof T]: Written<T[K]> } : T;

/** An effect kept before scenarios existed has none, and no profiles. */
function parsed(text: string): SimulationEffect {
  const kept = JSON.parse(text) as SimulationHead & {
    readonly statements: readonly Written<StatementEffect>[];
    readonly profiles?: readonly Written<ProfileEffect>[];
  };
  const { run = kept.name, scenario = null, overrides = [] } = kept as Partial<SimulationHead>;
  const { statements, profiles = [] } = kept;
  return { ...kept, run, scenario, overrides, statements: statements.map(inCents), profiles: profiles.map(inCents) };
}

function inCents<T extends Written<Effect>>({ beforeCents, afterCents, ...of }: T) {
  return { ...of, beforeCents: BigInt(beforeCents), afterCents: BigInt(afterCents) };
}
