/** Periods as commands in bulk name them, and the one to begin with. */
import { quarterText } from '#libs/kernel/day.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import type { Sums, VarianceAsked } from './queries.ts';

/** The quarters of a period as commands name them: itself, or the first and the last of its year. */
export function rangeOfPeriod(period: string): { readonly from: string; readonly to: string } {
  const { from, to } = quartersOf(periodFromText(period));
  return { from: quarterText(from), to: quarterText(to) };
}

/** The statements of a report as commands in bulk name them: the quarters of a year alone would name its quarterly statements too. */
export function selectionOf({ period, scheme }: Pick<VarianceAsked, 'period'> & Partial<VarianceAsked>) {
  return { ...rangeOfPeriod(period), period, ...(scheme === undefined ? {} : { scheme }) };
}

/** Every period with a statement, the latest first. */
export function periodsOf(sums: readonly Sums[]): readonly string[] {
  return [...new Set(sums.map(({ period }) => period))].toSorted().toReversed();
}

/** The latest period with something to approve, otherwise to submit, otherwise the latest period. */
export function firstPeriod(sums: readonly Sums[]): string | undefined {
  const latest = (stages: readonly string[]): string | undefined =>
    periodsOf(sums.filter(({ stage }) => stages.includes(stage)))[0];
  return (
    latest(['SUBMITTED', 'REGULARISATION_SUBMITTED']) ??
    latest(['CALCULATED', 'REGULARISATION_DRAFTED']) ??
    periodsOf(sums)[0]
  );
}
