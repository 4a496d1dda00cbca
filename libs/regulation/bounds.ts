/**
 * Values that a new version or a what-if may not have, although a calculation could read them. Versions in the log are not checked: the
 * program of their day accepted them.
 */
import { dayText } from '#libs/kernel/day.ts';
import { type Fraction, ONE, add, compare, fraction, fractionText } from '#libs/kernel/fraction.ts';
import type { Faults } from '#libs/regulation/faults.ts';
import { type DatedValue, type Scheme, valueOn } from '#libs/regulation/regulation.ts';
import type { Json, ParameterName } from '#libs/regulation/values.ts';

/** The greatest value that the rules allow: a lag of 40 quarters, and shares of 1. Source: rules, "Refused". */
const OF_THE_RULES: Readonly<Partial<Record<ParameterName, Fraction>>> = {
  fidelisation_lag_quarters: fraction(40),
  share_ecart: ONE,
  share_evolution: ONE,
  share_group: ONE,
};

/**
 * The product's own bounds, for parameters without a bound in the rules: a rate of 500 % is 5 % with its sign forgotten. `payment_cap_rate`
 * has no bound here, because the rules only require that it is not below 0; points, factors and numbers of acts are unbounded.
 */
const OURS: Readonly<Partial<Record<ParameterName, Fraction>>> = {
  quality_max_rate: ONE,
  quality_presumed_rate: ONE,
  minimum_savings_rate: ONE,
  gain_cap_rate: ONE,
  cap_rate: fraction(3),
};

const GREATEST = { ...OF_THE_RULES, ...OURS };

/** Adds a fault for each dated value out of bounds, each day on which two shares do not add up to 1, and each text that ends too soon. */
export function checkBounds(schemes: Iterable<Scheme>, faults: Faults): void {
  for (const scheme of schemes) {
    for (const [name, values] of scheme.parameters) for (const dated of values) checkValue(scheme, name, dated, faults);
    checkShares(scheme, faults);
    for (const { id, from, until } of scheme.texts)
      if (until !== undefined && until < from)
        faults.add({ path: `texts[${id}]` }, 'TEXT_ENDS_BEFORE_IT_BEGINS', {
          from: dayText(from),
          until: dayText(until),
        });
  }
}

function checkValue(scheme: Scheme, name: ParameterName, { from, value, written }: DatedValue, faults: Faults): void {
  const place = { path: `schemes.${scheme.name}.${name}[${dayText(from)}]` };
  const greatest = GREATEST[name];
  if (greatest !== undefined && value !== null && compare(numberOf(value), greatest) > 0)
    faults.add(place, 'MUST_BE_AT_MOST', { greatest: fractionText(greatest) });
  const decimal = decimalIn(written);
  if (decimal !== undefined) faults.add(place, 'MUST_NOT_BE_DECIMAL', { decimal });
}

function numberOf(value: unknown): Fraction {
  return typeof value === 'number' ? fraction(value) : (value as Fraction);
}

/** The first text of a value that is written as a decimal. */
function decimalIn(written: Json): string | undefined {
  if (typeof written === 'string') return /^-?\d+\.\d+$/.test(written) ? written : undefined;
  if (written === null || typeof written !== 'object') return undefined;
  return Object.values(written as Readonly<Record<string, Json>>)
    .map(decimalIn)
    .find((found) => found !== undefined);
}

/** `share_ecart` and `share_evolution` add up to 1, on each day from which either has another value. */
function checkShares(scheme: Scheme, faults: Faults): void {
  const [ecart, evolution] = [scheme.parameters.get('share_ecart'), scheme.parameters.get('share_evolution')];
  if (ecart === undefined || evolution === undefined || ecart.length === 0 || evolution.length === 0) return;
  const begins = Math.max(ecart[0]?.from ?? 0, evolution[0]?.from ?? 0);
  for (const day of new Set([...ecart, ...evolution].map(({ from }) => from))) {
    if (day < begins) continue;
    const together = add(valueOn(scheme, 'share_ecart', day), valueOn(scheme, 'share_evolution', day));
    if (compare(together, ONE) !== 0)
      faults.add({ path: `schemes.${scheme.name}.share_ecart[${dayText(day)}]` }, 'SHARES_ARE_NOT_A_WHOLE', {
        together: fractionText(together),
      });
  }
}
