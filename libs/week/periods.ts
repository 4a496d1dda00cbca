/** Periods as they are written, `2021-Q1` or `2021`, and the ranges of quarters that commands take. */
import { type Day, type Quarter, calendarDay, quarterFromText, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import type { Range } from '#libs/statements/rules/frame.ts';

export function isQuarterly(period: string): boolean {
  return period.includes('Q');
}

export function yearOfPeriod(period: string): number {
  return Number(period.slice(0, 4));
}

/** First and last quarter of a period. */
export function quartersOf(period: string): readonly [Quarter, Quarter] {
  return isQuarterly(period)
    ? [quarterFromText(period), quarterFromText(period)]
    : [quarterFromText(`${period}-Q1`), quarterFromText(`${period}-Q4`)];
}

/** The range of quarters that periods lie in; undefined where there are none. */
export function rangeOfPeriods(periods: readonly string[]): Range | undefined {
  const quarters = periods.flatMap(quartersOf);
  return quarters.length === 0
    ? undefined
    : {
        from: quarters.reduce((a, b) => Math.min(a, b)),
        to: quarters.reduce((a, b) => Math.max(a, b)),
      };
}

/** `--from 2021-Q1 --to 2021-Q4` */
export function rangeOptions(periods: readonly string[]): string {
  const range = rangeOfPeriods(periods);
  return range === undefined ? '' : `--from ${quarterText(range.from)} --to ${quarterText(range.to)}`;
}

/** What a period is compared with: the quarter before and the same one a year before; of a year only the year before. */
export function comparedWith(period: string): { readonly previous: string | undefined; readonly yearBefore: string } {
  if (!isQuarterly(period))
    return { previous: undefined, yearBefore: String(yearOfPeriod(period) - 1).padStart(4, '0') };
  const quarter = quarterFromText(period);
  return { previous: quarterText(quarter - 1), yearBefore: quarterText(quarter - 4) };
}

/** Months as whole numbers, 12 × year + (0…11): three of them are a quarter. */
export type Month = number;

export function monthOf(day: Day): Month {
  const { year, month } = calendarDay(day);
  return year * 12 + month - 1;
}

export function quarterOfMonth(month: Month): Quarter {
  return Math.floor(month / 3);
}

export function monthText(month: Month): string {
  return `${String(yearOfQuarter(quarterOfMonth(month))).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
