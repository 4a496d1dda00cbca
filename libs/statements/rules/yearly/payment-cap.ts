/**
 * Line CAP of a group: its payment, after its share and quality, is at most a share of the expected spending of its list. Source: rules,
 * "Yearly statement, IPEP".
 */
import { type Fraction, fraction, minimum, multiply } from '#libs/kernel/fraction.ts';
import type { Means } from '#libs/statements/rules/yearly/gains.ts';

export interface PaymentCap {
  readonly rate: Fraction;
  /** rate × exp × n, cents; undefined if no expected spending is known: then there is no cap. */
  readonly ceiling: Fraction | undefined;
}

/** Null if the text has no cap. */
export function paymentCap(rate: Fraction | null, current: Means | undefined, patients: number): PaymentCap | null {
  if (rate === null) return null;
  const ceiling = current === undefined ? undefined : multiply(rate, current.expected, fraction(patients));
  return { rate, ceiling };
}

/** P = min(C, ceiling), or C without one. */
export function capped(c: Fraction, cap: PaymentCap | null): Fraction {
  return cap?.ceiling === undefined ? c : minimum(c, cap.ceiling);
}
