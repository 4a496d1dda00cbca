/** Versions as documents store them: a list of fields without names. The last field is the position of the event. */

type Compact = readonly [...unknown[], knownOn: number, position: number];

function positionOf(version: Compact): number {
  return version[version.length - 1] as number;
}

/** Adds a version, unless the event at its position was folded before. */
export function addOnce<V extends Compact>(versions: V[], version: V): void {
  if (!versions.some((other) => positionOf(other) === positionOf(version))) versions.push(version);
}
