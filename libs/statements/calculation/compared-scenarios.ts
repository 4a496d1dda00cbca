/** Compares simulations: their amounts in total, by scheme, by team, by period or by the profile of patients. */
import { compareText } from '#libs/kernel/text.ts';
import { refused } from '#libs/statements/calculation/refusals.ts';
import type { Effect, SimulationEffect } from '#libs/statements/calculation/simulation-effect.ts';

export const GROUPINGS = ['total', 'scheme', 'team', 'period', 'profile'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** One group under one simulation. */
export interface ComparedGroup extends Effect {
  readonly scheme: string;
  /** Empty for the total; the scheme, team, period or profile; null for amounts that belong to no patient. */
  readonly group: string | null;
  /** The name of a team; null for other groups. */
  readonly name: string | null;
  readonly simulation: string;
}

/**
 * Sorted by group, then in the order of the simulations. All must change the same version, over the same range, as known on the same day;
 * otherwise throws SIMULATIONS_APART.
 */
export function comparedGroups(effects: readonly SimulationEffect[], by: Grouping): readonly ComparedGroup[] {
  const [first] = effects;
  const other = effects.find((one) => first !== undefined && basisOf(one) !== basisOf(first));
  if (first !== undefined && other !== undefined)
    throw refused('SIMULATIONS_APART', { first: first.name, second: other.name });
  const groups = new Map<string, ComparedGroup[]>();
  effects.forEach((effect, at) => {
    for (const part of partsOf(effect, by)) {
      const { scheme, group, name } = part;
      // Amounts of no patient come last.
      const key = [scheme, group === null ? '1' : `0${group}`].join('\n');
      const rows =
        groups.get(key) ?? effects.map(({ name: simulation }) => nothing({ scheme, group, name, simulation }));
      groups.set(key, rows);
      const row = rows[at];
      if (row !== undefined) rows[at] = { ...row, name: row.name ?? name, ...sum(row, part) };
    }
  });
  return [...groups].sort(([a], [b]) => compareText(a, b)).flatMap(([, rows]) => rows);
}

function basisOf({ from, to, knownOn, team, regulationVersion }: SimulationEffect): string {
  return JSON.stringify([from, to, knownOn, team, regulationVersion]);
}

type GroupPart = Omit<ComparedGroup, 'simulation'>;

function partsOf({ statements, profiles }: SimulationEffect, by: Grouping): readonly GroupPart[] {
  if (by === 'profile') return profiles.map(({ profile, ...of }) => ({ ...of, group: profile, name: null }));
  return statements.map(({ team, teamName, scheme, period, beforeCents, afterCents }) => {
    const amounts = { beforeCents, afterCents };
    switch (by) {
      case 'total':
        return { scheme: '', group: '', name: null, ...amounts };
      case 'scheme':
        return { scheme: scheme ?? '', group: scheme ?? '', name: null, ...amounts };
      case 'team':
        return { scheme: scheme ?? '', group: team, name: teamName, ...amounts };
      case 'period':
        return { scheme: '', group: period, name: null, ...amounts };
    }
  });
}

function nothing(of: Omit<ComparedGroup, keyof Effect>): ComparedGroup {
  return { ...of, beforeCents: 0n, afterCents: 0n };
}

function sum(a: Effect, b: Effect): Effect {
  return { beforeCents: a.beforeCents + b.beforeCents, afterCents: a.afterCents + b.afterCents };
}
