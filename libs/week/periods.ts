/** Written periods as the weekly work needs them: what a period is compared with, and the quarters that several span. */
import { quarterText } from '#libs/kernel/day.ts';
import {
  type QuarterRange,
  periodFromText,
  periodText,
  previousPeriod,
  rangeOfPeriods,
  yearBefore,
} from '#libs/kernel/period.ts';

/** The range of quarters that periods lie in; undefined where there are none. */
export function rangeOf(periods: readonly string[]): QuarterRange | undefined {
  return rangeOfPeriods(periods.map(periodFromText));
}

/** From the first to the last quarter of what has a period, as written; empty where nothing has. */
export function quartersSpanned(
  of: readonly { readonly period: string }[],
): readonly { readonly from: string; readonly to: string }[] {
  const range = rangeOf(of.map(({ period }) => period));
  return range === undefined ? [] : [{ from: quarterText(range.from), to: quarterText(range.to) }];
}

/** What a period is compared with: the quarter before and the same one a year before; of a year only the year before. */
export function comparedWith(text: string): { readonly previous: string | undefined; readonly yearBefore: string } {
  const period = periodFromText(text);
  return {
    previous: period.kind === 'YEAR' ? undefined : periodText(previousPeriod(period)),
    yearBefore: periodText(yearBefore(period)),
  };
}
