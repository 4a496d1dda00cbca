/** Monitoring as JSON: figures as exact fractions, amounts in cents as text. */
import { dayText, firstDayOf, lastDayOf } from '#libs/kernel/day.ts';
import {
  type Fraction,
  fraction,
  fractionText,
  multiply,
  optionalFractionText,
  roundToCents,
} from '#libs/kernel/fraction.ts';
import type { BesidePublished } from '#libs/monitoring/beside.ts';
import { movementKey } from '#libs/monitoring/movements.ts';
import type { Monitoring } from '#libs/monitoring/queries/find-monitoring.ts';
import {
  type ForfaitFigures,
  type SchemePeriod,
  leakageShare,
  perPatientYear,
} from '#libs/monitoring/scheme-periods.ts';

/** The figures of one period; the movements of patients are null unless requested. */
export function schemePeriodJson(one: SchemePeriod, movements: Monitoring['movements']) {
  const { scheme, period, teams, patients, totalCents, decidedCents, score, scored, entered, left, forfait } = one;
  const movement = movements === undefined ? undefined : movements.get(movementKey(scheme, period));
  const counted = (of: 'entered' | 'left' | 'moved'): number | null =>
    movements === undefined ? null : (movement?.[of] ?? 0);
  return {
    scheme,
    period,
    teams,
    teamsEntered: entered,
    teamsLeft: left,
    patients,
    patientsEntered: counted('entered'),
    patientsLeft: counted('left'),
    patientsMoved: counted('moved'),
    totalCents: String(totalCents),
    decidedCents: String(decidedCents),
    ...forfaitJson(forfait),
    score: score === undefined ? null : fractionText(hundredths(score)),
    scored,
  };
}

function forfaitJson(forfait: ForfaitFigures | undefined) {
  if (forfait === undefined)
    return {
      forfaitTeams: null,
      forfaitPatients: null,
      forfaitCents: null,
      forfaitPerPatientYearCents: null,
      capitationPerPatientYearCents: null,
      leakageShare: null,
      consultationsPerPatientYear: null,
    };
  const { teams, patients, forfaitCents, capitationCents, ofDoctors } = forfait;
  return {
    forfaitTeams: teams,
    forfaitPatients: patients,
    forfaitCents: String(forfaitCents),
    forfaitPerPatientYearCents: cents(perPatientYear(forfaitCents, patients)),
    capitationPerPatientYearCents: cents(perPatientYear(capitationCents, patients)),
    leakageShare: optionalFractionText(leakageShare(forfait)),
    consultationsPerPatientYear: optionalFractionText(perPatientYear(ofDoctors.acts, ofDoctors.patients)),
  };
}

export function besideJson({ figure, published, measured, ratio, periods }: BesidePublished) {
  const { id, scheme, measure, from, to, isRead } = figure;
  return {
    figure: id,
    scheme,
    measure,
    from: dayText(firstDayOf(from)),
    to: dayText(lastDayOf(to)),
    published: fractionText(published),
    measured: optionalFractionText(measured),
    ratio: optionalFractionText(ratio),
    periods,
    sourceRead: isRead,
  };
}

function cents(value: Fraction | undefined): string | null {
  return value === undefined ? null : String(roundToCents(value));
}

/** Rounded to the nearest hundredth: the denominator of a mean of exact scores is too long to read. */
function hundredths(value: Fraction): Fraction {
  return fraction(roundToCents(multiply(value, fraction(100))), 100);
}
