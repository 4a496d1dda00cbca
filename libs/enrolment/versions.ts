/** Versions of facts, and which one is in force as known on a day. Source: facts, "Corrections". */
import type { Day } from '#libs/kernel/day.ts';

/** The knowledge of a calculation: facts known on `day`, recorded up to a position of the log. */
export interface Knowledge {
  readonly day: Day;
  readonly position: number;
}

/** A recorded version, with the day it was known and the position of its event. */
export interface Version {
  readonly knownOn: Day;
  readonly position: number;
}

export function isKnown(version: Version, known: Knowledge): boolean {
  return version.position <= known.position && version.knownOn <= known.day;
}

/** Among so few, looking at each is faster than a map. */
const FEW = 12;

/** One version per key: the one with the greatest known_on not after the day; of two with the same day, the one recorded later. */
export function inForce<V extends Version>(
  versions: readonly V[],
  keyOf: (version: V) => string | number,
  known: Knowledge,
): V[] {
  const [only] = versions;
  // Most often there is one.
  if (only !== undefined && versions.length === 1) return isKnown(only, known) ? [only] : [];
  return versions.length <= FEW ? inForceAmongFew(versions, keyOf, known) : inForceAmongMany(versions, keyOf, known);
}

function inForceAmongFew<V extends Version>(
  versions: readonly V[],
  keyOf: (version: V) => string | number,
  known: Knowledge,
): V[] {
  const latest: V[] = [];
  const keys: (string | number)[] = [];
  for (const version of versions) {
    if (!isKnown(version, known)) continue;
    const key = keyOf(version);
    const at = keys.indexOf(key);
    const other = at < 0 ? undefined : latest[at];
    if (other === undefined) keys.push(key);
    if (other === undefined) latest.push(version);
    else if (supersedes(version, other)) latest[at] = version;
  }
  return latest;
}

function inForceAmongMany<V extends Version>(
  versions: readonly V[],
  keyOf: (version: V) => string | number,
  known: Knowledge,
): V[] {
  const latest = new Map<string | number, V>();
  for (const version of versions) {
    if (!isKnown(version, known)) continue;
    const key = keyOf(version);
    const other = latest.get(key);
    if (other === undefined || supersedes(version, other)) latest.set(key, version);
  }
  return [...latest.values()];
}

function supersedes(version: Version, other: Version): boolean {
  const difference = version.knownOn - other.knownOn;
  return difference > 0 || (difference === 0 && version.position > other.position);
}

/** The first day after `known.day` on which one of the versions becomes known; Infinity if there is none. */
export function nextKnownOn(facts: Iterable<readonly Version[]>, known: Knowledge): Day {
  let next = Infinity;
  for (const versions of facts)
    for (const { knownOn, position } of versions)
      if (knownOn > known.day && knownOn < next && position <= known.position) next = knownOn;
  return next;
}
