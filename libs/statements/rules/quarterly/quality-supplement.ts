/** Line QUALITY: a supplement by the quality score of the year before. Source: rules, quarterly statement, step 5. */
import { type Quarter, firstDayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, divide, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { qualityScore, scoreRulesOn } from '#libs/quality/score.ts';
import { type Regulation, valueOn } from '#libs/regulation/regulation.ts';

const FULL_SCORE = fraction(100);

export interface QualityRate {
  readonly rate: Fraction;
  /** Points; undefined when no score is known, or when the rate is presumed. */
  readonly score: Fraction | undefined;
  readonly presumed: boolean;
}

/** Q: in FORFAIT_STARTUP the presumed rate where there is one, else the greatest rate × min(score, 100) / 100. */
export function qualityRate(
  team: Team,
  quarter: Quarter,
  { regulation, reference }: { readonly regulation: Regulation; readonly reference: ReferenceData },
): QualityRate {
  const first = firstDayOf(quarter);
  const presumed = valueOn(team.scheme, 'quality_presumed_rate', first);
  if (team.phaseOfQuarter(quarter) === 'FORFAIT_STARTUP' && presumed !== null)
    return { rate: presumed, score: undefined, presumed: true };
  const rules = scoreRulesOn(team.scheme, first, regulation);
  const score = qualityScore(team, yearOfQuarter(quarter) - 1, rules, reference);
  if (score === undefined) return { rate: ZERO, score, presumed: false };
  const greatest = valueOn(team.scheme, 'quality_max_rate', first);
  return { rate: multiply(greatest, divide(minimum(score, FULL_SCORE), FULL_SCORE)), score, presumed: false };
}
