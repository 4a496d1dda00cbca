/** The two gains of a group, and the group's part of them. */
import { expect, test } from '@jest/globals';
import {
  type Fraction,
  ZERO,
  add,
  fraction,
  fractionFromText,
  fractionText,
  roundToCents,
} from '#libs/kernel/fraction.ts';
import { boundedGain, evolutionGain, levelGain, means, sharedGain } from '#libs/statements/rules/yearly/gains.ts';

const HALF = fraction(1, 2);

/** Euros with a point, in cents. */
function cents(euros: string): Fraction {
  return fraction(fractionFromText(euros).numerator * 100n, fractionFromText(euros).denominator);
}

/** The table of the rules, "Yearly statement, IPEP". */
const TABLE = [
  ['30', '18', 12_000, 13_200_000n],
  ['-24', '9', 8_000, 2_400_000n],
  ['36', '-12', 20_000, 12_000_000n],
  ['-5', '-7', 15_000, 0n],
  ['10.01', '7.77', 18_333, 7_806_803n],
] as const;

for (const [e, v, n, expected] of TABLE)
  test(`gains of ${e} and ${v} euros for ${n} patients share ${expected} cents`, () => {
    const a = sharedGain(cents(e), n, HALF, fraction(1, 3));
    const b = add(a, sharedGain(cents(v), n, HALF, fraction(2, 3)));
    expect(roundToCents(b)).toBe(expected);
  });

test('the amount is rounded once, and not per patient', () => {
  const exact = add(
    sharedGain(cents('10.01'), 18_333, HALF, fraction(1, 3)),
    sharedGain(cents('7.77'), 18_333, HALF, fraction(2, 3)),
  );
  expect(fractionText(exact)).toBe('15613605/2');
});

test('the means are over the patients compared, and undefined without any', () => {
  expect(means({ patients: 3, observedCents: 100n, expectedCents: 200n })).toStrictEqual({
    observed: fraction(100, 3),
    expected: fraction(200, 3),
  });
  expect(means({ patients: 0, observedCents: 0n, expectedCents: 0n })).toBeUndefined();
});

test('the level gain is the expected less the observed', () => {
  expect(levelGain({ observed: fraction(90), expected: fraction(100) })).toStrictEqual(fraction(10));
});

test('the evolution gain is the change of the gap, or the growth saved on last year’s observed', () => {
  const current = { observed: fraction(110), expected: fraction(120) };
  const previous = { observed: fraction(100), expected: fraction(100) };
  expect(evolutionGain(current, previous, 'GAP_CHANGE')).toStrictEqual(fraction(10));
  expect(evolutionGain(current, previous, 'GROWTH')).toStrictEqual(fraction(10));
  expect(evolutionGain(current, { ...previous, expected: fraction(80) }, 'GAP_CHANGE')).toStrictEqual(fraction(30));
  expect(evolutionGain(current, { ...previous, expected: fraction(80) }, 'GROWTH')).toStrictEqual(fraction(40));
});

test('growth from a divisor of zero is a gain of zero', () => {
  const current = { observed: fraction(110), expected: fraction(120) };
  expect(evolutionGain(current, { observed: ZERO, expected: fraction(100) }, 'GROWTH')).toStrictEqual(ZERO);
  expect(evolutionGain(current, { observed: fraction(100), expected: ZERO }, 'GROWTH')).toStrictEqual(ZERO);
});

test('a gain below the least share of the expected spending becomes zero, one equal to it is kept', () => {
  const least = fraction(1, 50);
  expect(boundedGain(fraction(2), fraction(100), least, null)).toStrictEqual(fraction(2));
  expect(boundedGain(fraction(199, 100), fraction(100), least, null)).toStrictEqual(ZERO);
  expect(boundedGain(fraction(-5), fraction(100), least, null)).toStrictEqual(ZERO);
});

test('a gain above the greatest share becomes that share', () => {
  expect(boundedGain(fraction(30), fraction(100), ZERO, fraction(1, 4))).toStrictEqual(fraction(25));
  expect(boundedGain(fraction(25), fraction(100), ZERO, fraction(1, 4))).toStrictEqual(fraction(25));
});

test('a negative gain shares nothing: the group never owes', () => {
  expect(sharedGain(fraction(-5), 1_000, HALF, HALF)).toStrictEqual(ZERO);
});
