/** Line QUALITY: a supplement by the quality score of the year before. Source: rules, quarterly statement, step 5. */
import { type Quarter, firstDayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, divide, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import { type UsedScore, scoreRulesOn, usedScore } from '#libs/quality/score.ts';
import { type Regulation, valueOn } from '#libs/regulation/regulation.ts';

const FULL_SCORE = fraction(100);

export interface QualityRate {
  readonly rate: Fraction;
  /** Undefined when the rate is presumed. */
  readonly used: UsedScore | undefined;
}

/** Q: in FORFAIT_STARTUP the presumed rate if there is one; otherwise the greatest rate × min(score, 100) / 100. */
export function qualityRate(
  team: Team,
  quarter: Quarter,
  { regulation, reference }: { readonly regulation: Regulation; readonly reference: ReferenceData },
): QualityRate {
  const first = firstDayOf(quarter);
  const presumed = valueOn(team.scheme, 'quality_presumed_rate', first);
  if (team.phaseOfQuarter(quarter) === 'FORFAIT_STARTUP' && presumed !== null)
    return { rate: presumed, used: undefined };
  const rules = scoreRulesOn(team.scheme, first, regulation);
  const used = usedScore(team, yearOfQuarter(quarter) - 1, rules, reference);
  if (used.score === undefined) return { rate: ZERO, used };
  const greatest = valueOn(team.scheme, 'quality_max_rate', first);
  return { rate: multiply(greatest, divide(minimum(used.score, FULL_SCORE), FULL_SCORE)), used };
}
