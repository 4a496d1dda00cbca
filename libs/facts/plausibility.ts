/** Checks whether the values of a row are plausible: measures of its columns, compared with the bounds of dated rules. */
import { type Day, dayFromText, firstDayOf, parseDay, parseQuarter, dayOf } from '#libs/kernel/day.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { type Fault, type PlausibilityCode, fault } from '#libs/facts/fault.ts';

export interface PlausibilityRule {
  readonly code: PlausibilityCode;
  /** Names of kinds of fact; all kinds if left out. */
  readonly facts?: readonly string[];
  readonly column: string;
  /** The row is at fault above it; null: the rule ends. In days, years, cents or units, depending on the code. */
  readonly bound: number | null;
  /** Applies to rows recorded from this day on, YYYY-MM-DD. */
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
  /** Warnings, unless the same column has a fault with the same code. */
  readonly warnings: readonly Implausible[];
}

/** The fields of a row without faults, in the canonical order; gives the values beyond the bounds. */
export type PlausibilityCheck = (fields: readonly string[]) => Plausibility;

const NOTHING: Plausibility = { faults: [], warnings: [] };

/** Built once per day of recording and kind of fact. The latest rule of a code, column and consequence holds. */
export function plausibilityCheck(kind: FactKind, rules: readonly PlausibilityRule[], today: Day): PlausibilityCheck {
  const checks = inForce(rules, kind, today).flatMap((rule) => compiled(rule, kind));
  const measured = measuredOnce(checks, kind, today);
  return (fields) => {
    for (const { exceeds } of measured) if (exceeds(fields)) return judged(beyond(measured, checks, fields), fields);
    return NOTHING;
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
}

function compiled(rule: PlausibilityRule, { columns }: FactKind): Compiled[] {
  const { bound } = rule;
  const place = columns.findIndex(({ name }) => name === rule.column);
  return bound === null || place < 0 ? [] : [{ rule: { ...rule, bound }, place }];
}

/** Rules that hold one measure of a column against their bounds. It is measured once per row: most of the millions of rows break no rule. */
interface MeasuredOnce {
  readonly rules: readonly Compiled[];
  readonly measure: (fields: readonly string[]) => number;
  /** Whether it is beyond the least of the bounds. */
  readonly exceeds: (fields: readonly string[]) => boolean;
}

function measuredOnce(checks: readonly Compiled[], { columns }: FactKind, today: Day): readonly MeasuredOnce[] {
  const [known, base] = ['known_on', 'base_cents'].map((of) => columns.findIndex(({ name }) => name === of));
  return [...Map.groupBy(checks, ({ rule, place }) => `${rule.code}/${place}`).values()].flatMap((rules) => {
    const [first] = rules;
    if (first === undefined) return [];
    const { place, rule } = first;
    const of = MEASURES[rule.code];
    const least = Math.min(...rules.map((one) => one.rule.bound));
    const measure = (fields: readonly string[]): number =>
      of(fields[place] ?? '', { known: fields[known ?? -1] ?? '', base: fields[base ?? -1] ?? '', today });
    return [{ rules, measure, exceeds: (fields) => fields[place] !== '' && measure(fields) > least }];
  });
}

/** In the order of the rules. */
function beyond(
  measured: readonly MeasuredOnce[],
  checks: readonly Compiled[],
  fields: readonly string[],
): readonly Compiled[] {
  const found = new Set(
    measured
      .filter(({ exceeds }) => exceeds(fields))
      .flatMap(({ rules, measure }) => rules.filter(({ rule }) => measure(fields) > rule.bound)),
  );
  return checks.filter((check) => found.has(check));
}

interface Beside {
  readonly known: string;
  readonly base: string;
  readonly today: Day;
}

const MEASURES: Readonly<Record<PlausibilityCode, (field: string, beside: Beside) => number>> = {
  KNOWN_TO_COME: (field, { today }) => startOf(field) - today,
  HELD_TO_COME: (field, { today }) => startOf(field) - today,
  HELD_AFTER_KNOWN: (field, { known }) => (field <= known ? 0 : startOf(field) - startOf(known)),
  AGE: yearsBefore,
  KNOWN_LATE: yearsBefore,
  SIZE: (field) => Math.abs(Number(field)),
  MORE_THAN_BASE: (field, { base }) => Math.abs(Number(field)) - Math.abs(Number(base)),
};

function yearsBefore(field: string, { known }: Beside): number {
  return Number(known.slice(0, 4)) - Number(field.slice(0, 4));
}

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
