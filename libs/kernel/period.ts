/**
 * The period of a statement: a quarter or a year, and the ranges of quarters that calculations take.
 * Written `2021-Q1` or `2021`; events, keys and routes contain that text.
 */
import {
  type Day,
  type Quarter,
  dayOf,
  firstDayOf,
  lastDayOf,
  parseQuarter,
  quarterOf,
  quarterText,
  yearOf,
  yearOfQuarter,
} from '#libs/kernel/day.ts';

export type Period =
  | { readonly kind: 'QUARTER'; readonly quarter: Quarter }
  | { readonly kind: 'YEAR'; readonly year: number };

export type PeriodKind = Period['kind'];

/** Quarters from the first to the last, both included. */
export interface QuarterRange {
  readonly from: Quarter;
  readonly to: Quarter;
}

/** Source of a regular expression that a written period matches, without anchors. */
export const PERIOD_PATTERN = String.raw`\d{4}(?:-Q[1-4])?`;

const YEAR_TEXT = /^\d{4}$/;

export function quarterPeriod(quarter: Quarter): Period {
  return { kind: 'QUARTER', quarter };
}

export function yearPeriod(year: number): Period {
  return { kind: 'YEAR', year };
}

/** The period written `2021-Q1` or `2021`; undefined for any other text. */
export function parsePeriod(text: string): Period | undefined {
  if (YEAR_TEXT.test(text)) return yearPeriod(Number(text));
  const quarter = parseQuarter(text);
  return quarter === undefined ? undefined : quarterPeriod(quarter);
}

/** Like `parsePeriod`, for a text that was checked before. Throws RangeError if it is no period. */
export function periodFromText(text: string): Period {
  const period = parsePeriod(text);
  if (period === undefined) throw new RangeError(`"${text}" is not a period; it would be written 2021-Q1 or 2021`);
  return period;
}

export function periodText(period: Period): string {
  return period.kind === 'QUARTER' ? quarterText(period.quarter) : String(period.year).padStart(4, '0');
}

/** The period of a kind that contains a day. */
export function periodOn(kind: PeriodKind, day: Day): Period {
  return kind === 'QUARTER' ? quarterPeriod(quarterOf(day)) : yearPeriod(yearOf(day));
}

export function firstDayOfPeriod(period: Period): Day {
  return period.kind === 'QUARTER' ? firstDayOf(period.quarter) : dayOf(period.year, 1, 1);
}

export function lastDayOfPeriod(period: Period): Day {
  return period.kind === 'QUARTER' ? lastDayOf(period.quarter) : dayOf(period.year, 12, 31);
}

export function yearOfPeriod(period: Period): number {
  return period.kind === 'QUARTER' ? yearOfQuarter(period.quarter) : period.year;
}

export function quartersOf(period: Period): QuarterRange {
  return period.kind === 'QUARTER'
    ? { from: period.quarter, to: period.quarter }
    : { from: period.year * 4, to: period.year * 4 + 3 };
}

/** Every quarter of a range, ascending. */
export function quartersIn({ from, to }: QuarterRange): readonly Quarter[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The period that many periods of the same kind later; earlier if the number is negative. */
function shifted(period: Period, by: number): Period {
  return period.kind === 'QUARTER' ? quarterPeriod(period.quarter + by) : yearPeriod(period.year + by);
}

export function nextPeriod(period: Period): Period {
  return shifted(period, 1);
}

export function previousPeriod(period: Period): Period {
  return shifted(period, -1);
}

export function yearBefore(period: Period): Period {
  return shifted(period, period.kind === 'QUARTER' ? -4 : -1);
}

/** The smallest range that contains all the periods; undefined if there are none. */
export function rangeOfPeriods(periods: Iterable<Period>): QuarterRange | undefined {
  let range: QuarterRange | undefined;
  for (const { from, to } of [...periods].map(quartersOf))
    range = { from: Math.min(range?.from ?? from, from), to: Math.max(range?.to ?? to, to) };
  return range;
}

/** The quarters of a range, or the years that contain them, ascending. */
export function periodsIn(kind: PeriodKind, { from, to }: QuarterRange): readonly Period[] {
  const [first, last] = kind === 'QUARTER' ? [from, to] : [yearOfQuarter(from), yearOfQuarter(to)];
  const make = kind === 'QUARTER' ? quarterPeriod : yearPeriod;
  return Array.from({ length: last - first + 1 }, (_, i) => make(first + i));
}

/** Whether the period has a quarter of the range; an undefined end is open. These are the periods of `periodsOf`. */
export function isInRange(
  period: Period,
  { from, to }: { readonly from: Quarter | undefined; readonly to: Quarter | undefined },
): boolean {
  const quarters = quartersOf(period);
  return (from === undefined || quarters.to >= from) && (to === undefined || quarters.from <= to);
}

/** Whether every quarter of the period is in the range. */
export function isWithin(period: Period, range: QuarterRange): boolean {
  const { from, to } = quartersOf(period);
  return range.from <= from && to <= range.to;
}

/** The quarters of the range and the years that contain them, as text. */
export function periodsOf(range: QuarterRange): ReadonlySet<string> {
  return new Set([...periodsIn('QUARTER', range), ...periodsIn('YEAR', range)].map(periodText));
}
