/** Periods as commands in bulk name them, and the one to begin with. */
import type { Sums } from './queries.ts';

/** The quarters of a period: itself, or the four of its year. */
export function quartersOf(period: string): { readonly from: string; readonly to: string } {
  return period.includes('-') ? { from: period, to: period } : { from: `${period}-Q1`, to: `${period}-Q4` };
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
