/** Versions as documents store them: lists of fields without names, which end with the position of their event. */

type Compact = readonly [...unknown[], knownOn: number, position: number];

function positionOf(version: Compact): number {
  return version[version.length - 1] as number;
}

/** Adds a version unless the event at its position was folded before. Intake records a row of the same text once. */
export function addOnce<V extends Compact>(versions: V[], version: V): void {
  if (!versions.some((other) => positionOf(other) === positionOf(version))) versions.push(version);
}
