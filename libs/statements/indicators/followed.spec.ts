/** Each indicator by year: its trend, its distance to the next rating, and the value of that rating to the cent. */
import { expect, test } from '@jest/globals';
import type { ThresholdVersion } from '#libs/enrolment/roster.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { fractionText } from '#libs/kernel/fraction.ts';
import { ratedYears } from '#libs/quality/rated-years.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type FollowedIndicator, followedIndicators } from '#libs/statements/indicators/followed.ts';
import { type Sums, emptyGroupYear, emptySums } from '#libs/statements/rules/sums.ts';
import { EVERYTHING, type RosterFacts, frame, q, regulationWith, required, roster } from '#test/support/enrolment.ts';
import { quarterSums } from '#test/support/statements.ts';

type Thresholds = readonly (readonly [indicator: string, year: number, intermediate: string, target: string])[];

const FLU65: Thresholds = [
  ['FLU65', 2020, '50', '75'],
  ['FLU65', 2021, '50', '75'],
];

interface Given {
  readonly facts: RosterFacts;
  readonly thresholds?: Thresholds;
  readonly parameters?: JsonObject;
  readonly sums?: Sums;
  readonly knownOn?: string;
}

function followed({ facts, thresholds = FLU65, parameters = {}, sums = emptySums(), knownOn }: Given) {
  const regulation = regulationWith(parameters);
  const known = knownOn === undefined ? EVERYTHING : { ...EVERYTHING, day: dayFromText(knownOn) };
  const made = frame([roster('T1', facts)], ['2021-Q1', '2022-Q4'], { thresholds }, regulation, known);
  const versions = thresholds.map(([indicator, year, intermediate, target]): ThresholdVersion => ({
    ...{ indicator, year, intermediate, target },
    ...{ knownOn: 0, position: 1 },
  }));
  const team = required(made.teams.byId.get('T1'));
  return followedIndicators(ratedYears(team, versions, regulation), { team, frame: made, sums });
}

const ofYear = (all: readonly FollowedIndicator[], year: number) => required(all.find((one) => one.year === year));

const next = ({ next: found }: FollowedIndicator) =>
  found && [found.level, ...[found.threshold, found.rating, found.pointsAway].map(fractionText), found.casesAway];

const FORFAIT: RosterFacts = { phases: [['FORFAIT', '2021-01-01']] };
/** A capitation of 1000.50 euros in 2021-Q1, and no other amount in the year. */
function oneQuarter(): Sums {
  const sums = emptySums();
  sums.quarters.set('T1', new Map([[q('2021-Q1'), quarterSums({ patients: 3, weightedCents: [400_200n, 0n, 0n] })]]));
  return sums;
}

test('the next rating of a forfait is worth the increase of the four quarters of the year after', () => {
  const quality = [
    [2019, 'FLU65', 40, 100],
    [2020, 'FLU65', 45, 100],
  ] as const;
  const found = ofYear(followed({ facts: { ...FORFAIT, quality }, sums: oneQuarter() }), 2020);
  // Halfway from 40 to 50: a rating of 1/4.
  expect(next(found)).toStrictEqual(['INTERMEDIATE', '50', '1/2', '5', 5n]);
  expect([found.change?.trend, found.change && fractionText(found.change.points)]).toStrictEqual(['BETTER', '5']);
  // 100050 × (1 + 1/80) = 101300.625, and × (1 + 1/40) = 102551.25.
  expect(found.worth).toStrictEqual({
    periods: ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4'],
    amountCents: 101_301n,
    nextCents: 102_551n,
  });
});

test('a year without a dependent quarter yet is worth nothing yet, and one with some of them counts these', () => {
  const facts = { ...FORFAIT, quality: [[2020, 'FLU65', 45, 100]] } as const;
  expect(ofYear(followed({ facts, knownOn: '2020-12-31' }), 2020).worth).toBeUndefined();
  expect(ofYear(followed({ facts, knownOn: '2021-04-01' }), 2020).worth?.periods).toStrictEqual(['2021-Q1', '2021-Q2']);
});

test('the next rating of a group is worth the increase of the year itself', () => {
  const sums = emptySums();
  const gains = {
    patients: 12_000,
    current: { patients: 2, observedCents: 20_000n, expectedCents: 26_000n },
    previous: { patients: 1, observedCents: 10_000n, expectedCents: 11_200n },
  };
  sums.years.set('T1', new Map([[2021, { ...emptyGroupYear(), ...gains }]]));
  const facts: RosterFacts = {
    scheme: 'IPEP',
    phases: [['ACTIVE', '2020-01-01']],
    quality: [[2021, 'FLU65', 50, 100]],
  };
  const found = ofYear(followed({ facts, sums }), 2021);
  // Gains of 132,000 euros, at a score of 50 and of 100.
  expect(next(found)).toStrictEqual(['TARGET', '75', '1', '25', 25n]);
  expect(found.worth).toStrictEqual({ periods: ['2021'], amountCents: 6_600_000n, nextCents: 13_200_000n });
  const capped = followed({ facts, sums, parameters: { score_cap: 60 } });
  expect(ofYear(capped, 2021).worth?.nextCents).toBe(7_920_000n);
});

test('a cap, a gate and a least number of patients count in the value of a rating', () => {
  const facts = { ...FORFAIT, quality: [[2020, 'FLU65', 50, 100]] } as const;
  const worth = (parameters: JsonObject, revenue: RosterFacts['revenue'] = []) =>
    ofYear(followed({ facts: { ...facts, revenue }, parameters, sums: oneQuarter() }), 2020).worth;
  expect(worth({})).toMatchObject({ amountCents: 102_551n, nextCents: 105_053n });
  expect(worth({ cap_rate: 1 }, [['2021-Q1', 103_000]])).toMatchObject({ amountCents: 102_551n, nextCents: 103_000n });
  // The result on the threshold has no fewer patients than count.
  expect(worth({ minimum_denominator: 100 })).toMatchObject({ nextCents: 105_053n });
});

test('if less is better, the distance is downwards and fewer is the better trend', () => {
  const quality = [
    [2019, 'BENZO', 31, 100],
    [2020, 'BENZO', 25, 120],
  ] as const;
  const thresholds = [['BENZO', 2020, '15.5', '10']] as const;
  const found = ofYear(followed({ facts: { ...FORFAIT, quality }, thresholds }), 2020);
  // From 125/6 % to 31/2 %: 32/6 points, 6.4 of 120 patients.
  expect(next(found)).toStrictEqual(['INTERMEDIATE', '31/2', '1/2', '16/3', 7n]);
  expect(found.change?.trend).toBe('BETTER');
});

test('at the target, without thresholds or without a result there is no next rating', () => {
  const quality = [
    [2020, 'FLU65', 75, 100],
    [2021, 'FLU65', 0, 0],
    [2020, 'HBA1C', 1, 2],
  ] as const;
  const all = followed({ facts: { ...FORFAIT, quality } });
  expect(all.map(({ next: found, worth, change }) => [found, worth, change])).toStrictEqual(
    all.map(() => [undefined, undefined, undefined]),
  );
  expect(all).toHaveLength(3);
});

test('an intermediate threshold on the target is the target', () => {
  const quality = [[2020, 'FLU65', 49, 100]] as const;
  const found = ofYear(followed({ facts: { ...FORFAIT, quality }, thresholds: [['FLU65', 2020, '50', '50']] }), 2020);
  expect(next(found)).toStrictEqual(['TARGET', '50', '1', '1', 1n]);
});
