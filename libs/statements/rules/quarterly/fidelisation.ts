/**
 * Line FIDELISATION: the team's share of the care of its listed patients, for the whole list or for each patient. Source: rules, quarterly
 * statement, step 3.
 */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import {
  type Fraction,
  ONE,
  ZERO,
  add,
  divide,
  fraction,
  isZero,
  maximum,
  minimum,
  multiply,
} from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { termOfG } from '#libs/statements/rules/quarterly/capitation.ts';
import { TEN_THOUSANDTHS } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

interface FidelisationRate {
  readonly rate: Fraction;
  /** False when there are too few acts: the rate is then 1. */
  readonly measured: boolean;
}

export interface Fidelisation {
  readonly level: 'TEAM' | 'PATIENT';
  /** L. By patient, the mean of their rates, each weighted by his amount; undefined if there is no amount. */
  readonly rate: Fraction | undefined;
  /** Whether the rate of the team, or of at least one patient, is measured. */
  readonly measured: boolean;
  /** G·L, cents. */
  readonly gl: Fraction;
}

/** The earlier quarter whose acts measure the rate of a quarter. */
export function fidelisationQuarter(team: Team, quarter: Quarter): Quarter {
  return quarter - valueOn(team.scheme, 'fidelisation_lag_quarters', firstDayOf(quarter));
}

/** G·L by `fidelisation_level`. `own`: the sums of the quarter; `earlier`: the sums of the quarter that measures the rate. */
export function fidelisation(
  team: Team,
  quarter: Quarter,
  g: Fraction,
  { own, earlier }: { readonly own: TeamQuarterSums; readonly earlier: TeamQuarterSums | undefined },
): Fidelisation {
  const level = valueOn(team.scheme, 'fidelisation_level', firstDayOf(quarter));
  if (level === 'TEAM') {
    const found = fidelisationRate(team, quarter, earlier);
    return { level, ...found, gl: multiply(g, found.rate) };
  }
  const gl = byPatient(team, quarter, own);
  return { level, rate: isZero(g) ? undefined : divide(gl, g), measured: own.ownRates.measured > 0, gl };
}

/** Σ (term of G) × (rate of the patient): the rate in ten-thousandths, or the floor if that is more. */
function byPatient(team: Team, quarter: Quarter, { ownRates }: TeamQuarterSums): Fraction {
  const floor = valueOn(team.scheme, 'fidelisation_floor', firstDayOf(quarter));
  const aboveFloor = divide(termOfG(team, quarter, ownRates.weightedRates), fraction(TEN_THOUSANDTHS));
  return add(aboveFloor, multiply(termOfG(team, quarter, ownRates.weightedAtFloor), floor));
}

/** L = inside / (inside + outside) of the earlier quarter, between 0 and 1, and at least the floor. */
export function fidelisationRate(team: Team, quarter: Quarter, earlier: TeamQuarterSums | undefined): FidelisationRate {
  const first = firstDayOf(quarter);
  const floor = valueOn(team.scheme, 'fidelisation_floor', first);
  const total = earlier === undefined ? 0n : earlier.insideCents + earlier.outsideCents;
  if (
    earlier === undefined ||
    total <= 0n ||
    earlier.measuredActs < valueOn(team.scheme, 'fidelisation_min_acts', first)
  )
    return { rate: maximum(ONE, floor), measured: false };
  const observed = minimum(ONE, maximum(ZERO, fraction(earlier.insideCents, total)));
  return { rate: maximum(observed, floor), measured: true };
}
