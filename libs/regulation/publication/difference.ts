/** The changes of a version of the regulation: every value of its parameters and of its grids that differs from another version. */
import { compareText } from '#libs/kernel/text.ts';
import { parseGrids } from '#libs/regulation/grids.ts';
import { Faults } from '#libs/regulation/faults.ts';
import { parseParametersJson } from '#libs/regulation/parameters-file.ts';
import { parseAgeBands, profileText } from '#libs/regulation/profile.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type Json, objectOf } from '#libs/regulation/values.ts';

export interface VersionChange {
  /** Place of the value: `schemes.PEPS.presence.values[2024-07-04].value`, or `grids.GP-2021 (0-6, F, …)`. */
  readonly path: string;
  /** As written; undefined if there was none. */
  readonly before: string | undefined;
  /** Undefined if it was removed. */
  readonly after: string | undefined;
}

/** Ordered by path; every value of the second if there is no first. Both versions have no fault. */
export function versionDifference(
  before: RegulationSource | undefined,
  after: RegulationSource,
): readonly VersionChange[] {
  const old: ReadonlyMap<string, string> = before === undefined ? new Map<string, string>() : valuesOf(before);
  const now = valuesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .sort(compareText)
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

/** The schemes of the first version that the second no longer has: no team of one can be calculated by it. Neither has a fault. */
export function droppedSchemes(before: RegulationSource | undefined, after: RegulationSource): readonly string[] {
  if (before === undefined) return [];
  const kept = new Set(schemesOf(after));
  return schemesOf(before).filter((scheme) => !kept.has(scheme));
}

function schemesOf({ parameters }: RegulationSource): readonly string[] {
  return Object.keys(objectOf(objectOf(parseParametersJson(parameters), 'JSON_OBJECT')['schemes'], 'JSON_OBJECT'));
}

function valuesOf({ parameters, grids }: RegulationSource): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const root = parseParametersJson(parameters);
  add(values, '', root);
  const bands = parseAgeBands(objectOf(root, 'JSON_OBJECT')['age_bands']);
  for (const [grid, amounts] of parseGrids(grids, bands, new Faults()))
    amounts.forEach((cents, profile) => values.set(`grids.${grid} (${profileText(bands, profile)})`, String(cents)));
  return values;
}

function add(values: Map<string, string>, path: string, value: Json): void {
  // An empty list is a value too: without it, its difference from no list at all would not be shown.
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    values.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    return;
  }
  if (isList(value)) {
    const seen = new Map<string, number>();
    for (const [i, entry] of value.entries()) {
      const name = entryName(entry) ?? String(i);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      add(values, `${path}[${name}${times === 1 ? '' : `, ${times}`}]`, entry);
    }
  } else for (const [key, field] of Object.entries(value)) add(values, path === '' ? key : `${path}.${key}`, field);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** Entries are matched by name, not by place: inserting one before others changes nothing else. */
function entryName(entry: Json): string | undefined {
  if (typeof entry !== 'object' || entry === null || isList(entry)) return undefined;
  const { id, from } = entry as { readonly id?: Json; readonly from?: Json };
  return [id, from].find((name) => typeof name === 'string');
}
