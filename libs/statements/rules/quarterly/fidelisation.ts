/**
 * Line FIDELISATION: the share of the care of the listed patients that the team provides. Source: rules, quarterly statement,
 * step 3.
 */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, ONE, ZERO, fraction, maximum, minimum } from '#libs/kernel/fraction.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { TeamQuarterSums } from '#libs/statements/rules/sums.ts';

export interface FidelisationRate {
  readonly rate: Fraction;
  /** False when there are too few acts: the rate is then 1. */
  readonly measured: boolean;
}

/** The earlier quarter whose acts measure the rate of a quarter. */
export function fidelisationQuarter(team: Team, quarter: Quarter): Quarter {
  return quarter - valueOn(team.scheme, 'fidelisation_lag_quarters', firstDayOf(quarter));
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
