/** Compares each published figure with the same figure from the statements of the same quarters. Pure. */
import { type Fraction, divide, fraction, fractionFromText } from '#libs/kernel/fraction.ts';
import { isWithin, periodFromText } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { PublishedFigure, PublishedMeasure } from '#libs/monitoring/published-figures.ts';
import { type SchemePeriod, perPatientYear } from '#libs/monitoring/scheme-periods.ts';

export interface BesidePublished {
  readonly figure: PublishedFigure;
  readonly published: Fraction;
  /** Undefined if these quarters have no statement, or if the divisor would be zero. */
  readonly measured: Fraction | undefined;
  /** Measured by published. */
  readonly ratio: Fraction | undefined;
  /** The quarters that have statements. */
  readonly periods: readonly string[];
}

const MEASURES: Readonly<Record<PublishedMeasure, (all: readonly SchemePeriod[]) => Fraction | undefined>> = {
  TEAMS: (all) => mean(all, ({ teams }) => teams),
  PATIENTS: (all) => mean(all, ({ patients }) => patients),
  AMOUNT_CENTS: (all) => fraction(sumCentsOf(all, ({ totalCents }) => totalCents)),
  CAPITATION_PER_PATIENT_YEAR_CENTS: (all) =>
    perPatientYear(
      sumCentsOf(all, ({ forfait }) => forfait?.capitationCents ?? 0n),
      sum(all, ({ forfait }) => forfait?.patients ?? 0),
    ),
  CONSULTATIONS_PER_PATIENT_YEAR: (all) =>
    perPatientYear(
      sum(all, ({ forfait }) => forfait?.ofDoctors.acts ?? 0),
      sum(all, ({ forfait }) => forfait?.ofDoctors.patients ?? 0),
    ),
};

export function besidePublished(
  figures: readonly PublishedFigure[],
  all: readonly SchemePeriod[],
): readonly BesidePublished[] {
  return figures.map((figure) => {
    const own = all.filter((one) => one.scheme === figure.scheme && isOf(figure, one));
    const published = fractionFromText(figure.value);
    const measured = own.length === 0 ? undefined : MEASURES[figure.measure](own);
    const ratio = measured === undefined ? undefined : divide(measured, published);
    return { figure, published, measured, ratio, periods: own.map(({ period }) => period) };
  });
}

/** A period without a statement, for which something was decided, is not measured. */
function isOf(figure: PublishedFigure, { period, teams }: SchemePeriod): boolean {
  return teams > 0 && isWithin(periodFromText(period), figure);
}

function mean(all: readonly SchemePeriod[], of: (one: SchemePeriod) => number): Fraction {
  return fraction(sum(all, of), all.length);
}

function sum(all: readonly SchemePeriod[], of: (one: SchemePeriod) => number): number {
  return all.reduce((count, one) => count + of(one), 0);
}
