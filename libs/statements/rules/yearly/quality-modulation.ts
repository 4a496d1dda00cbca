/** Line QUALITY_MODULATION: the shared gains by the quality of the year. Source: rules, "Yearly statement, IPEP". */
import { type Fraction, ZERO, compare, divide, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';

export interface ModulationRules {
  readonly combination: 'MODULATION' | 'GAINS_ONLY';
  readonly scoreCap: Fraction;
  readonly gate: Fraction | null;
}

/** C = B × min(score, score_cap) / 100, or B for GAINS_ONLY; no score counts as 0, and a score below the gate makes C 0. */
export function modulatedGains(
  gains: Fraction,
  score: Fraction | undefined,
  { combination, scoreCap, gate }: ModulationRules,
): Fraction {
  const counted = score ?? ZERO;
  if (gate !== null && compare(counted, gate) < 0) return ZERO;
  return combination === 'GAINS_ONLY' ? gains : multiply(gains, divide(minimum(counted, scoreCap), fraction(100)));
}
