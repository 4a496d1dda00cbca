/** The results of a team beside the thresholds of the year. */
import { expect, test } from '@jest/globals';
import type { ThresholdVersion } from '#libs/enrolment/roster.ts';
import { fractionText } from '#libs/kernel/fraction.ts';
import { ratedYears } from '#libs/quality/rated-years.ts';
import { REGULATION, oneTeam } from '#test/support/enrolment.ts';

function threshold(indicator: string, year: number, intermediate: string, target: string): ThresholdVersion {
  return { indicator, year, intermediate, target, knownOn: 0, position: 1 };
}

const TEAM = oneTeam({
  quality: [
    [2020, 'FLU65', 40, 100],
    [2021, 'FLU65', 45, 100],
    [2021, 'HBA1C', 1, 2],
  ],
});

test('each year has its result, its thresholds as written and the rating; a year with thresholds alone too', () => {
  const thresholds = [
    threshold('FLU65', 2019, '40.0', '60'),
    threshold('FLU65', 2021, '50.0', '75'),
    threshold('FLU65', 2022, '55', '80'),
  ];
  const { indicators } = ratedYears(TEAM, thresholds, REGULATION);
  expect(
    indicators.map(({ indicator, years }) => [
      indicator.id,
      years.map((one) => [
        one.year,
        one.result?.numerator,
        one.threshold?.intermediate,
        one.rating === undefined ? undefined : fractionText(one.rating),
      ]),
    ]),
  ).toStrictEqual([
    [
      'FLU65',
      [
        [2020, 40, undefined, undefined],
        [2021, 45, '50.0', '1/4'],
        [2022, undefined, '55', undefined],
      ],
    ],
    ['HBA1C', [[2021, 1, undefined, undefined]]],
  ]);
});

test('a result of before the first rules of the scheme is there without a rating, and the other years have theirs', () => {
  const team = oneTeam({ quality: [2012, 2020, 2021].map((year) => [year, 'FLU65', 45, 100] as const) });
  const { indicators, scores } = ratedYears(
    team,
    [2012, 2021].map((year) => threshold('FLU65', year, '50', '75')),
    REGULATION,
  );
  expect(
    indicators.flatMap(({ years }) => years.map(({ year, rating }) => [year, rating !== undefined])),
  ).toStrictEqual([
    [2012, false],
    [2020, false],
    [2021, true],
  ]);
  expect(scores.map(({ year, score }) => [year, score !== undefined])).toStrictEqual([
    [2012, false],
    [2020, false],
    [2021, true],
  ]);
});

test('a team without a result has neither years nor scores', () => {
  const found = ratedYears(oneTeam({}), [threshold('FLU65', 2021, '50', '75')], REGULATION);
  expect(found).toStrictEqual({ indicators: [], scores: [] });
});
