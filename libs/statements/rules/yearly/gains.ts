/** The two gains of an IPEP group, cents per patient. Source: rules, "Yearly statement, IPEP". */
import {
  type Fraction,
  ZERO,
  compare,
  divide,
  fraction,
  isZero,
  maximum,
  minimum,
  multiply,
  subtract,
} from '#libs/kernel/fraction.ts';
import type { ComparedSums } from '#libs/statements/rules/sums.ts';

export interface Means {
  readonly observed: Fraction;
  readonly expected: Fraction;
}

/** Means over the patients whose observed and expected spending are both known; undefined without any. */
export function means({ patients, observedCents, expectedCents }: ComparedSums): Means | undefined {
  return patients === 0
    ? undefined
    : { observed: fraction(observedCents, patients), expected: fraction(expectedCents, patients) };
}

/** e = exp − obs. */
export function levelGain({ observed, expected }: Means): Fraction {
  return subtract(expected, observed);
}

/** GAP_CHANGE: v = e − (exp′ − obs′). GROWTH: v = obs′ × (exp/exp′ − obs/obs′), 0 if a divisor is 0. */
export function evolutionGain(current: Means, previous: Means, method: 'GAP_CHANGE' | 'GROWTH'): Fraction {
  if (method === 'GAP_CHANGE') return subtract(levelGain(current), levelGain(previous));
  if (isZero(previous.expected) || isZero(previous.observed)) return ZERO;
  const growth = subtract(divide(current.expected, previous.expected), divide(current.observed, previous.observed));
  return multiply(previous.observed, growth);
}

/** A gain below the least share of the expected spending becomes 0; a gain above the greatest share becomes that share. */
export function boundedGain(gain: Fraction, expected: Fraction, least: Fraction, greatest: Fraction | null): Fraction {
  const kept = compare(gain, multiply(least, expected)) < 0 ? ZERO : gain;
  return greatest === null ? kept : minimum(kept, multiply(greatest, expected));
}

/** The part of a gain that the group receives for its whole list. A negative gain counts as 0: the group never owes. */
export function sharedGain(gain: Fraction, patients: number, group: Fraction, weight: Fraction): Fraction {
  return multiply(group, weight, maximum(gain, ZERO), fraction(patients));
}
