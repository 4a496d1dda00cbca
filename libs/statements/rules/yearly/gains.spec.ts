import assert from 'node:assert/strict';
import { test } from 'node:test';
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
    assert.equal(roundToCents(b), expected);
  });

test('the amount is rounded once: per patient first would give another', () => {
  const exact = add(
    sharedGain(cents('10.01'), 18_333, HALF, fraction(1, 3)),
    sharedGain(cents('7.77'), 18_333, HALF, fraction(2, 3)),
  );
  assert.equal(fractionText(exact), '15613605/2');
});

test('the means are over the patients compared, and of nobody there is none', () => {
  assert.deepEqual(means({ patients: 3, observedCents: 100n, expectedCents: 200n }), {
    observed: fraction(100, 3),
    expected: fraction(200, 3),
  });
  assert.equal(means({ patients: 0, observedCents: 0n, expectedCents: 0n }), undefined);
});

test('the level gain is the expected less the observed', () => {
  assert.deepEqual(levelGain({ observed: fraction(90), expected: fraction(100) }), fraction(10));
});

test('the evolution gain is the change of the gap, or the growth saved on last year’s observed', () => {
  const current = { observed: fraction(110), expected: fraction(120) };
  const previous = { observed: fraction(100), expected: fraction(100) };
  assert.deepEqual(evolutionGain(current, previous, 'GAP_CHANGE'), fraction(10));
  assert.deepEqual(evolutionGain(current, previous, 'GROWTH'), fraction(10));
  assert.deepEqual(evolutionGain(current, { ...previous, expected: fraction(80) }, 'GAP_CHANGE'), fraction(30));
  assert.deepEqual(evolutionGain(current, { ...previous, expected: fraction(80) }, 'GROWTH'), fraction(40));
});

test('growth from a divisor of zero is a gain of zero', () => {
  const current = { observed: fraction(110), expected: fraction(120) };
  assert.deepEqual(evolutionGain(current, { observed: ZERO, expected: fraction(100) }, 'GROWTH'), ZERO);
  assert.deepEqual(evolutionGain(current, { observed: fraction(100), expected: ZERO }, 'GROWTH'), ZERO);
});

test('a gain below the least share of the expected spending becomes zero, one equal to it is kept', () => {
  const least = fraction(1, 50);
  assert.deepEqual(boundedGain(fraction(2), fraction(100), least, null), fraction(2));
  assert.deepEqual(boundedGain(fraction(199, 100), fraction(100), least, null), ZERO);
  assert.deepEqual(boundedGain(fraction(-5), fraction(100), least, null), ZERO);
});

test('a gain above the greatest share becomes that share', () => {
  assert.deepEqual(boundedGain(fraction(30), fraction(100), ZERO, fraction(1, 4)), fraction(25));
  assert.deepEqual(boundedGain(fraction(25), fraction(100), ZERO, fraction(1, 4)), fraction(25));
});

test('a negative gain shares nothing: the group never owes', () => {
  assert.deepEqual(sharedGain(fraction(-5), 1_000, HALF, HALF), ZERO);
});
