/** Line QUALITY_MODULATION: the shared gains by the quality of the year. Source: rules, "Yearly statement, IPEP". */
import { type Fraction, ZERO, add, compare, divide, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { ParameterValue } from '#libs/regulation/values.ts';

export interface ModulationRules {
  readonly combination: ParameterValue<'combination'>;
  readonly scoreCap: Fraction;
  readonly gate: Fraction | null;
  /** The amount for the whole list at a score of 100: n × quality_amount_cents. For ADDITIVE only. */
  readonly qualityCents: Fraction;
}

/**
 * C, with s = min(score, score_cap) / 100: B × s, or B for GAINS_ONLY, or B + n × quality_amount_cents × s for ADDITIVE, also if the gains
 * are 0. No score counts as 0, and a score below the gate makes C 0.
 */
export function modulatedGains(
  gains: Fraction,
  score: Fraction | undefined,
  { combination, scoreCap, gate, qualityCents }: ModulationRules,
): Fraction {
  const counted = score ?? ZERO;
  if (gate !== null && compare(counted, gate) < 0) return ZERO;
  const share = divide(minimum(counted, scoreCap), fraction(100));
  switch (combination) {
    case 'MODULATION':
      return multiply(gains, share);
    case 'GAINS_ONLY':
      return gains;
    case 'ADDITIVE':
      return add(gains, multiply(qualityCents, share));
  }
}
