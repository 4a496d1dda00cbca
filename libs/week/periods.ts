/** Periods as text, for the weekly work: the periods to compare with, and the quarters that several span. */
import { type Quarter, quarterText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Quarters } from '#libs/week/next-step.ts';
import {
  type QuarterRange,
  periodFromText,
  periodText,
  previousPeriod,
  quartersIn,
  quartersOf,
  rangeOfPeriods,
  yearBefore,
} from '#libs/kernel/period.ts';

/** The range of quarters that contains the periods; undefined if there are none. */
export function rangeOfTexts(periods: readonly string[]): QuarterRange | undefined {
  return rangeOfPeriods(periods.map(periodFromText));
}

/** The ranges of consecutive quarters that have such items; with their team if they have only one. */
export function quartersSpanned(
  of: readonly { readonly team: string; readonly period: string }[],
): readonly Quarters[] {
  const periods = [...new Set(of.map(({ period }) => period))];
  const quarters = periods.flatMap((period) => quartersIn(quartersOf(periodFromText(period))));
  const ranges: { from: Quarter; to: Quarter }[] = [];
  for (const quarter of [...new Set(quarters)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.to === quarter - 1) last.to = quarter;
    else ranges.push({ from: quarter, to: quarter });
  }
  const [team, ...others] = new Set(of.map((one) => one.team));
  const ofTeam = team === undefined || others.length > 0 ? {} : { team };
  return ranges.map(({ from, to }) => ({ from: quarterText(from), to: quarterText(to), ...ofTeam }));
}

/** Each period once, as written, ascending. */
export function periodsAmong(of: readonly { readonly period: string }[]): readonly string[] {
  return [...new Set(of.map(({ period }) => period))].sort(compareText);
}

/** The periods that a period is compared with: the quarter before and the same quarter a year before; for a year only the year before. */
export function comparedWith(text: string): { readonly previous: string | undefined; readonly yearBefore: string } {
  const period = periodFromText(text);
  return {
    previous: period.kind === 'YEAR' ? undefined : periodText(previousPeriod(period)),
    yearBefore: periodText(yearBefore(period)),
  };
}
