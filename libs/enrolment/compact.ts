/** The stored form of versions: a list of fields without names, which ends with the day and the event that made each known. */
import type { Day } from '#libs/kernel/day.ts';

/** The end of every version. */
export type At = readonly [knownOn: Day, position: number];

type Compact = readonly [...unknown[], ...At];

function positionOf(version: Compact): number {
  return version[version.length - 1] as number;
}

/** Adds a version, unless the event at its position was folded before. */
export function addOnce<V extends Compact>(versions: V[], version: V): void {
  if (!versions.some((other) => positionOf(other) === positionOf(version))) versions.push(version);
}
