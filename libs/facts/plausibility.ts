/** Whether the values of a row can be: measures of its columns, held against the bounds of dated rules. */
import { type Day, dayFromText, firstDayOf, parseDay, parseQuarter, dayOf } from '#libs/kernel/day.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { type Fault, fault } from '#libs/facts/fault.ts';

/**
 * KNOWN_TO_COME, HELD_TO_COME: days from the day of recording to the day that the column names. HELD_AFTER_KNOWN: days from `known_on`
 * to it. AGE: years from the column to `known_on`. SIZE: of a number, without its sign. MORE_THAN_BASE: by how much the amount of the column
 * exceeds `base_cents`, without signs.
 */
export type PlausibilityCode =
  | 'KNOWN_TO_COME'
  | 'HELD_TO_COME'
  | 'HELD_AFTER_KNOWN'
  | 'AGE'
  | 'SIZE'
  | 'MORE_THAN_BASE';

export interface PlausibilityRule {
  readonly code: PlausibilityCode;
  /** Names of kinds of fact; all where it is left out. */
  readonly facts?: readonly string[];
  readonly column: string;
  /** The row is at fault above it; null: the rule ends. In days, years, cents or units, as the code says. */
  readonly bound: number | null;
  /** For rows recorded from this day on, YYYY-MM-DD. */
  readonly from: string;
  readonly does: 'WARN' | 'SET_ASIDE';
}

/** A value beyond the bound of a rule. */
export interface Implausible {
  readonly rule: PlausibilityCode;
  readonly bound: number;
  readonly column: string;
  readonly field: string;
}

interface Plausibility {
  /** Why the row is set aside. */
  readonly faults: readonly Fault[];
  /** What is warned of; nothing where the same column is at fault by the same code. */
  readonly warnings: readonly Implausible[];
}

/** Fields in the canonical order of a row without faults → what is beyond the bounds. */
export type PlausibilityCheck = (fields: readonly string[]) => Plausibility;

const NOTHING: Plausibility = { faults: [], warnings: [] };

/** Made once per day of recording and kind of fact. The latest rule of a code, column and consequence holds. */
export function plausibilityCheck(kind: FactKind, rules: readonly PlausibilityRule[], today: Day): PlausibilityCheck {
  const checks = inForce(rules, kind, today).flatMap((rule) => compiled(rule, kind, today));
  if (checks.length === 0) return () => NOTHING;
  return (fields) => {
    const found = checks.filter(({ exceeds }) => exceeds(fields));
    return found.length === 0 ? NOTHING : judged(found, fields);
  };
}

function inForce(rules: readonly PlausibilityRule[], { name }: FactKind, today: Day): readonly PlausibilityRule[] {
  const own = rules
    .filter(({ facts, from }) => (facts?.includes(name) ?? true) && dayFromText(from) <= today)
    .sort((a, b) => dayFromText(a.from) - dayFromText(b.from));
  return [...new Map(own.map((rule) => [`${rule.code}/${rule.column}/${rule.does}`, rule])).values()];
}

interface Compiled {
  readonly rule: PlausibilityRule & { readonly bound: number };
  readonly place: number;
  readonly exceeds: (fields: readonly string[]) => boolean;
}

function compiled(rule: PlausibilityRule, { columns }: FactKind, today: Day): Compiled[] {
  const { bound } = rule;
  const placeOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const place = placeOf(rule.column);
  if (bound === null || place < 0) return [];
  const measure = MEASURES[rule.code];
  const [known, base] = [placeOf('known_on'), placeOf('base_cents')];
  const exceeds = (fields: readonly string[]): boolean => {
    const field = fields[place] ?? '';
    if (field === '') return false;
    return measure({ field, known: fields[known] ?? '', base: fields[base] ?? '', today }) > bound;
  };
  return [{ rule: { ...rule, bound }, place, exceeds }];
}

interface Measured {
  readonly field: string;
  readonly known: string;
  readonly base: string;
  readonly today: Day;
}

const MEASURES: Readonly<Record<PlausibilityCode, (of: Measured) => number>> = {
  KNOWN_TO_COME: ({ field, today }) => startOf(field) - today,
  HELD_TO_COME: ({ field, today }) => startOf(field) - today,
  HELD_AFTER_KNOWN: ({ field, known }) => (field <= known ? 0 : startOf(field) - startOf(known)),
  AGE: ({ field, known }) => Number(known.slice(0, 4)) - Number(field.slice(0, 4)),
  SIZE: ({ field }) => Math.abs(Number(field)),
  MORE_THAN_BASE: ({ field, base }) => Math.abs(Number(field)) - Math.abs(Number(base)),
};

/** The first day of a day, quarter or year as written. */
function startOf(text: string): Day {
  const day = parseDay(text);
  if (day !== undefined) return day;
  const quarter = parseQuarter(text);
  return quarter === undefined ? dayOf(Number(text), 1, 1) : firstDayOf(quarter);
}

function judged(found: readonly Compiled[], fields: readonly string[]): Plausibility {
  const asIs = ({ rule, place }: Compiled): Implausible => ({
    rule: rule.code,
    bound: rule.bound,
    column: rule.column,
    field: fields[place] ?? '',
  });
  const aside = found.filter(({ rule }) => rule.does === 'SET_ASIDE').map(asIs);
  const isAside = ({ rule, column }: Implausible): boolean =>
    aside.some((one) => one.rule === rule && one.column === column);
  return {
    faults: aside.map(({ rule, bound, column, field }) => fault('IMPLAUSIBLE', { rule, bound }, { column, field })),
    warnings: found
      .filter(({ rule }) => rule.does === 'WARN')
      .map(asIs)
      .filter((one) => !isAside(one)),
  };
}
