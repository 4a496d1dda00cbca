import { parse } from 'csv-parse/sync';
import type { Facts } from './facts.ts';

interface DatedValue {
  readonly from: string;
  readonly value: unknown;
  readonly status: string;
}

interface Text {
  readonly scheme: string;
  readonly from: string;
  readonly id: string;
  readonly until?: string;
}

export interface Regulation {
  readonly age_bands: string[];
  readonly texts: Text[];
  readonly indicators: { readonly id: string; readonly family: string; readonly direction: string }[];
  readonly schemes: Readonly<Record<string, Readonly<Record<string, { readonly values: DatedValue[] }>>>>;
}

export interface GridRow {
  readonly grid: string;
  readonly age_band: string;
  readonly sex: string;
  readonly ald: string;
  readonly c2s: string;
  readonly yearly_cents: string;
}

/** All that a calculation reads. */
export interface World {
  readonly facts: Facts;
  readonly regulation: Regulation;
  readonly grids: GridRow[];
  readonly overrides: Readonly<Record<string, unknown>>;
}

const ANSWERS = new WeakMap<World | Facts, Map<string, unknown>>();

/**
 * Caches the answer to a question about a world, or about its facts whatever the parameters are: every team asks about every patient on
 * every day.
 */
export function lookedUp<Answer>(of: World | Facts, question: string, look: () => Answer): Answer {
  const answers = ANSWERS.get(of) ?? new Map<string, unknown>();
  ANSWERS.set(of, answers);
  if (!answers.has(question)) answers.set(question, look());
  return answers.get(question) as Answer;
}

export function readGrids(text: string): GridRow[] {
  return parse<GridRow>(text, { bom: true, columns: true, skip_empty_lines: true });
}

/** "The value of a parameter on day D is the one with the greatest 'from' not after D." */
function datedValue(world: World, scheme: string, name: string, day: string): DatedValue {
  let found: DatedValue | undefined;
  for (const value of world.regulation.schemes[scheme]?.[name]?.values ?? []) {
    if (value.from <= day && (found === undefined || value.from > found.from)) found = value;
  }
  if (found === undefined) throw new Error(`${scheme} has no ${name} on ${day}`);
  return found;
}

/** "the value that replaces it at every date in every scheme that has it" */
export function parameter(world: World, scheme: string, name: string, day: string): unknown {
  if (Object.hasOwn(world.overrides, name)) return world.overrides[name];
  return datedValue(world, scheme, name, day).value;
}

/**
 * "every parameter of the scheme that is not exact on the first day of the period"; "Overrides count as parameters with
 * status override".
 */
export function parametersNotExact(world: World, scheme: string, day: string): [name: string, status: string][] {
  const list: [string, string][] = [];
  for (const name of Object.keys(world.regulation.schemes[scheme] ?? {})) {
    const overridden = Object.hasOwn(world.overrides, name);
    const status = overridden ? 'override' : datedValue(world, scheme, name, day).status;
    if (status !== 'exact') list.push([name, status]);
  }
  return list;
}

/** "text the latest of texts in force on the first day, also after its until" */
export function textInForce(world: World, scheme: string, day: string): string {
  return latestText(world, scheme, day)?.id ?? '';
}

/** "SCHEME_ENDED: the latest text with from ≤ the first day of the period has an until, and that is before this day" */
export function hasEnded(world: World, scheme: string, day: string): boolean {
  const until = latestText(world, scheme, day)?.until;
  return until !== undefined && until < day;
}

function latestText(world: World, scheme: string, day: string): Text | undefined {
  let found: Text | undefined;
  for (const text of world.regulation.texts) {
    if (text.scheme === scheme && text.from <= day && (found === undefined || text.from > found.from)) found = text;
  }
  return found;
}
