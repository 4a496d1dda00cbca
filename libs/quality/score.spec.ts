/** The quality score of a team, and the rating of each indicator. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { qualityKey } from '#libs/enrolment/teams.ts';
import { ONE, ZERO, compare, fraction, fractionFromText, fractionText } from '#libs/kernel/fraction.ts';
import { type ScoreRules, indicatorRating, scoreOfYear, usedScore } from '#libs/quality/score.ts';
import { REGULATION, oneTeam } from '#test/support/enrolment.ts';

function rating(direction: 'UP' | 'DOWN', r: number, r0: number | undefined, i: string, t: string): string | undefined {
  const result = (percent: number) => ({ numerator: percent * 10, denominator: 1000 });
  const found = indicatorRating(
    result(r),
    r0 === undefined ? undefined : result(r0),
    { intermediate: fractionFromText(i), target: fractionFromText(t) },
    direction,
  );
  return found === undefined ? undefined : fractionText(found);
}

const RATINGS: readonly (readonly [
  what: string,
  direction: 'UP' | 'DOWN',
  r: number,
  r0: number | undefined,
  i: string,
  t: string,
  expected: string,
])[] = [
  ['above the target', 'UP', 90, 10, '50', '75', '1'],
  ['on the target', 'UP', 75, 10, '50', '75', '1'],
  ['halfway from intermediate to target', 'UP', 62.5, 10, '50', '75', '3/4'],
  ['on the intermediate value', 'UP', 50, 90, '50', '75', '1/2'],
  ['under the intermediate value, halfway up from the year before', 'UP', 45, 40, '50', '75', '1/4'],
  ['under the intermediate value, as the year before', 'UP', 40, 40, '50', '75', '0'],
  ['under the intermediate value, worse than the year before', 'UP', 30, 40, '50', '75', '0'],
  ['under the intermediate value, with no year before', 'UP', 49, undefined, '50', '75', '0'],
  ['on a target equal to the intermediate value', 'UP', 50, undefined, '50', '50', '1'],
  ['just under a target equal to the intermediate value', 'UP', 49, 0, '50', '50', '49/100'],
  ['to be lowered, under the target', 'DOWN', 5, 30, '20', '10', '1'],
  ['to be lowered, on the target', 'DOWN', 10, 30, '20', '10', '1'],
  ['to be lowered, between target and intermediate value', 'DOWN', 12.5, 30, '20', '10', '7/8'],
  ['to be lowered, on the intermediate value', 'DOWN', 20, 30, '20', '10', '1/2'],
  ['to be lowered, above it but better than the year before', 'DOWN', 25, 30, '20', '10', '1/4'],
  ['to be lowered, worse than the year before', 'DOWN', 35, 30, '20', '10', '0'],
];

for (const [what, direction, r, r0, i, t, expected] of RATINGS)
  test(`an indicator ${what} is rated ${expected}`, () => {
    expect(rating(direction, r, r0, i, t)).toBe(expected);
  });

test('an indicator without a result, without thresholds or with a denominator of 0 is not rated', () => {
  const threshold = { intermediate: fraction(50), target: fraction(75) };
  const result = { numerator: 1, denominator: 2 };
  expect(indicatorRating(undefined, result, threshold, 'UP')).toBeUndefined();
  expect(indicatorRating({ numerator: 0, denominator: 0 }, result, threshold, 'UP')).toBeUndefined();
  expect(indicatorRating(result, result, undefined, 'UP')).toBeUndefined();
});

test('a year before with a denominator of 0 counts as missing', () => {
  const threshold = { intermediate: fraction(50), target: fraction(75) };
  const rated = indicatorRating({ numerator: 40, denominator: 100 }, { numerator: 0, denominator: 0 }, threshold, 'UP');
  expect(rated).toStrictEqual(ZERO);
});

test('a rating lies between 0 and 1, and a better result never lowers it', () => {
  const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => ({ numerator: tenths, denominator: 1000 }));
  fc.assert(
    fc.property(
      percent,
      percent,
      fc.option(percent, { nil: undefined }),
      fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })),
      fc.constantFrom('UP' as const, 'DOWN' as const),
      (a, b, before, bounds, direction) => {
        const [low = 0, high = 0] = [...bounds].sort((x, y) => x - y);
        const threshold =
          direction === 'UP'
            ? { intermediate: fraction(low), target: fraction(high) }
            : { intermediate: fraction(high), target: fraction(low) };
        const rate = (result: typeof a) => indicatorRating(result, before, threshold, direction) ?? assert.fail();
        const [worse, better] = a.numerator < b.numerator === (direction === 'UP') ? [a, b] : [b, a];
        expect(compare(ZERO, rate(worse)) <= 0 && compare(rate(better), ONE) <= 0).toBe(true);
        expect(compare(rate(worse), rate(better))).toBeLessThanOrEqual(0);
      },
    ),
    { numRuns: 500 },
  );
});

const THRESHOLDS: ReferenceData = {
  thresholds: new Map(
    ['FLU65', 'HBA1C', 'BREAST', 'KIDNEY'].map((id) => [
      qualityKey(2020, id),
      { intermediate: fraction(50), target: fraction(75) },
    ]),
  ),
  povertyRates: new Map(),
  nationalSpendingCents: new Map(),
};

const WEIGHTS = {
  without: [fraction(90), ZERO],
  with: [fraction(60), fraction(40)],
} as const;

type Result = readonly [year: number, indicator: string, numerator: number, denominator: number];

const RULES: ScoreRules = {
  indicators: REGULATION.indicators,
  weights: WEIGHTS,
  experiencePoints: fraction(20),
  unrated: 'IGNORE',
  minimumDenominator: 0,
  provisional: 'NONE',
};

function score(...quality: readonly Result[]) {
  return scoreBy({}, ...quality);
}

function scoreBy(rules: Partial<ScoreRules>, ...quality: readonly Result[]) {
  const { score: found } = scoreOfYear(oneTeam({ quality }), 2020, { ...RULES, ...rules }, THRESHOLDS);
  return found === undefined ? undefined : fractionText(found);
}

test('without an indicator à la carte, the score is the mean of the rated socle indicators by its points', () => {
  expect(score([2020, 'FLU65', 75, 100], [2020, 'HBA1C', 50, 100])).toBe(fractionText(fraction(135, 2)));
});

test('with an indicator à la carte, both means are weighted by the other points', () => {
  expect(score([2020, 'FLU65', 75, 100], [2020, 'BREAST', 50, 100])).toBe('80');
  expect(score([2020, 'FLU65', 75, 100], [2020, 'BREAST', 0, 100])).toBe('60');
});

test('an indicator that is not rated does not count in a mean', () => {
  expect(score([2020, 'FLU65', 75, 100], [2020, 'BREAST', 0, 0], [2020, 'COLORECTAL', 99, 100])).toBe('90');
});

test('patient experience adds its points without thresholds, and 0 when it is not measured', () => {
  expect(score([2020, 'FLU65', 75, 100], [2020, 'EXPERIENCE', 1, 4])).toBe('95');
  expect(score([2020, 'FLU65', 75, 100], [2020, 'EXPERIENCE', 0, 0])).toBe('90');
});

test('no score without a rated socle indicator, even with other results', () => {
  expect(score()).toBeUndefined();
  expect(score([2020, 'BREAST', 75, 100], [2020, 'EXPERIENCE', 4, 4])).toBeUndefined();
  expect(score([2019, 'FLU65', 75, 100])).toBeUndefined();
});

test('an indicator without a rating counts 0 in the mean of those that have thresholds, if unrated is ZERO', () => {
  const zero = { unrated: 'ZERO' } as const;
  expect(scoreBy(zero, [2020, 'FLU65', 75, 100])).toBe('45');
  expect(scoreBy(zero, [2020, 'FLU65', 75, 100], [2020, 'HBA1C', 75, 100])).toBe('90');
  // Results without thresholds do not count in either part.
  expect(scoreBy(zero, [2020, 'FLU65', 75, 100], [2020, 'GENERIC', 75, 100])).toBe('45');
  // Of two à la carte indicators with thresholds, one is rated.
  expect(scoreBy(zero, [2020, 'FLU65', 75, 100], [2020, 'BREAST', 75, 100])).toBe('50');
  expect(scoreBy(zero, [2020, 'BREAST', 75, 100])).toBeUndefined();
});

test('a result of a denominator below the least is no result, in the year and in the one before', () => {
  const least = { minimumDenominator: 20 };
  expect(scoreBy(least, [2020, 'FLU65', 15, 20])).toBe('90');
  expect(scoreBy(least, [2020, 'FLU65', 15, 19])).toBeUndefined();
  expect(scoreBy(least, [2020, 'FLU65', 9, 20], [2019, 'FLU65', 8, 20])).toBe(fractionText(fraction(45, 2)));
  expect(scoreBy(least, [2020, 'FLU65', 9, 20], [2019, 'FLU65', 1, 19])).toBe('0');
  expect(scoreBy(least, [2020, 'FLU65', 15, 20], [2020, 'EXPERIENCE', 1, 4])).toBe('95');
});

test('while no score is known, the score of the later of the two years before replaces it', () => {
  const known: ReferenceData = {
    ...THRESHOLDS,
    thresholds: new Map(
      [2020, 2021, 2022].map((year) => [
        qualityKey(year, 'FLU65'),
        { intermediate: fraction(50), target: fraction(75) },
      ]),
    ),
  };
  const used = (year: number, provisional: ScoreRules['provisional'], ...quality: readonly Result[]) => {
    const found = usedScore(oneTeam({ quality }), year, { ...RULES, provisional }, known);
    return [found.year, found.score === undefined ? undefined : fractionText(found.score), found.isProvisional];
  };
  const [old, later]: readonly [Result, Result] = [
    [2020, 'FLU65', 75, 100],
    [2021, 'FLU65', 50, 100],
  ];
  expect(used(2022, 'LAST_KNOWN', old, later)).toStrictEqual([2021, '45', true]);
  expect(used(2022, 'LAST_KNOWN', old)).toStrictEqual([2020, '90', true]);
  expect(used(2023, 'LAST_KNOWN', old)).toStrictEqual([2023, undefined, false]);
  expect(used(2021, 'LAST_KNOWN', old, later)).toStrictEqual([2021, '45', false]);
  expect(used(2022, 'NONE', old, later)).toStrictEqual([2022, undefined, false]);
});
