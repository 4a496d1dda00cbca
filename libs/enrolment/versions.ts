/**
 * Versions of facts, and which of them holds as known on a day. Source: facts, "Corrections".
 */
import type { Day } from '#libs/kernel/day.ts';

/** As known on `day`, up to a position of the log: what a calculation is pinned to. */
export interface Knowledge {
  readonly day: Day;
  readonly position: number;
}

/** Every recorded version ends with the day it was known and the position it was recorded at. */
export type Version<Fields extends readonly unknown[]> = [...fields: Fields, knownOn: Day, position: number];

/** The smallest day after `known.day` on which some version becomes known; what moves a calculation as K moves on. */
export interface Horizon {
  next: Day;
}

type AnyVersion = readonly unknown[];

function knownOn(version: AnyVersion): Day {
  return version[version.length - 2] as Day;
}

function position(version: AnyVersion): number {
  return version[version.length - 1] as number;
}

export function isKnown(version: AnyVersion, known: Knowledge, horizon?: Horizon): boolean {
  if (position(version) > known.position) return false;
  const day = knownOn(version);
  if (day <= known.day) return true;
  if (horizon !== undefined && day < horizon.next) horizon.next = day;
  return false;
}

/**
 * One version per key: the one with the greatest known_on not after the day; of two with the same, the one recorded later.
 */
export function inForce<V extends AnyVersion>(
  versions: readonly V[],
  keyOf: (version: V) => string | number,
  known: Knowledge,
  horizon?: Horizon,
): V[] {
  if (versions.length === 0) return [];
  if (versions.length === 1) {
    const [only] = versions;
    return only !== undefined && isKnown(only, known, horizon) ? [only] : [];
  }
  const latest = new Map<string | number, V>();
  for (const version of versions) {
    if (!isKnown(version, known, horizon)) continue;
    const key = keyOf(version);
    const other = latest.get(key);
    if (other === undefined || supersedes(version, other)) latest.set(key, version);
  }
  return [...latest.values()];
}

function supersedes(version: AnyVersion, other: AnyVersion): boolean {
  const difference = knownOn(version) - knownOn(other);
  return difference > 0 || (difference === 0 && position(version) > position(other));
}

/** Adds a version unless the event at its position was folded before. Intake records a row of the same text once. */
export function addVersion<V extends AnyVersion>(versions: V[], version: V): void {
  if (!versions.some((other) => position(other) === position(version))) versions.push(version);
}
