/** Simulations that may be compared, and their groups as rows with a figure for each. */
import type { ComparedGroup, Simulation } from './queries.ts';

/** A request names no more. */
const MOST = 10;

/** The scenarios of its run; without a run, the simulations of the same range against the same version, this one first. */
export function besideEachOther(of: Simulation, all: readonly Simulation[]): readonly Simulation[] {
  const same = all.filter((one) =>
    (['from', 'to', 'knownOn', 'team', 'regulationVersion'] as const).every((field) => one[field] === of[field]),
  );
  const ofRun = same.filter(({ run }) => run === of.run);
  const others = same.filter(({ simulation }) => simulation !== of.simulation);
  return (ofRun.length > 1 ? ofRun.toReversed() : [of, ...others]).slice(0, MOST);
}

export interface GroupRow extends Pick<ComparedGroup, 'scheme' | 'group' | 'name'> {
  readonly key: string;
  readonly beforeCents: bigint;
  /** In cents, keyed by the name of the simulation. */
  readonly differences: ReadonlyMap<string, bigint>;
  /** The greatest absolute difference. */
  readonly greatest: bigint;
}

/** In the given order. */
export function groupRows(groups: readonly ComparedGroup[]): readonly GroupRow[] {
  const keyOf = ({ scheme, group }: ComparedGroup): string => JSON.stringify([scheme, group]);
  return [...Map.groupBy(groups, keyOf)].flatMap(([key, [first, ...others]]) => {
    if (first === undefined) return [];
    const { scheme, group, name, beforeCents } = first;
    const differences = new Map(
      [first, ...others].map(({ simulation, differenceCents }) => [simulation, BigInt(differenceCents)]),
    );
    const greatest = [...differences.values()]
      .map((cents) => (cents < 0n ? -cents : cents))
      .reduce((a, b) => (a > b ? a : b), 0n);
    return [{ key, scheme, group, name, beforeCents: BigInt(beforeCents), differences, greatest }];
  });
}
