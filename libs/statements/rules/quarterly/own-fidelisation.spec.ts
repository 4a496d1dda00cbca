/** The fidelisation rate of one patient, and the mean rate of a list. */
import { expect, test } from '@jest/globals';
import { fraction, fractionText } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { fidelisation } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { ownRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import { oneTeam, q, regulationWith, required } from '#test/support/enrolment.ts';
import { quarterSums } from '#test/support/statements.ts';

const QUARTER = q('2021-Q2');
const EARLIER = q('2021-Q1');
const LEVEL: JsonObject = { fidelisation_level: 'PATIENT', fidelisation_min_acts: 2, fidelisation_floor: '1/4' };

type Act = readonly [side: 'INSIDE' | 'OUTSIDE' | undefined, baseCents: number, reversal?: boolean];

function rate(acts: readonly Act[], parameters: JsonObject = {}, quarter = EARLIER) {
  const entries = acts.map(([side, baseCents, reversal = false]) => ({
    team: 'T1',
    quarter,
    side,
    baseCents,
    reversal,
  }));
  const found = ownRate(oneTeam({}, regulationWith({ ...LEVEL, ...parameters })), QUARTER, entries, EARLIER);
  return found === undefined ? undefined : [found.tenThousandths, found.measured, found.isBelowFloor];
}

test('a rate is rounded half up to ten-thousandths', () => {
  expect(
    rate([
      ['INSIDE', 12_501],
      ['OUTSIDE', 7_499],
    ]),
  ).toStrictEqual([6_251, true, false]);
  expect(
    rate([
      ['INSIDE', 1],
      ['OUTSIDE', 2],
    ]),
  ).toStrictEqual([3_333, true, false]);
  expect(
    rate([
      ['INSIDE', 2],
      ['OUTSIDE', 1],
    ]),
  ).toStrictEqual([6_667, true, false]);
});

test('a rate below the floor is marked after its rounding, so that the floor takes its place exactly', () => {
  expect(
    rate([
      ['INSIDE', 1],
      ['OUTSIDE', 3],
    ]),
  ).toStrictEqual([2_500, true, false]);
  expect(
    rate([
      ['INSIDE', 0],
      ['OUTSIDE', 3],
      ['OUTSIDE', 3],
    ]),
  ).toStrictEqual([0, true, true]);
  expect(
    rate(
      [
        ['INSIDE', 1],
        ['OUTSIDE', 2],
      ],
      { fidelisation_floor: '1/3' },
    ),
  ).toStrictEqual([3_333, true, true]);
});

test('with too few acts, reversals not counted, or a sum that is not positive, the rate is 1 and not measured', () => {
  expect(rate([['OUTSIDE', 100]])).toStrictEqual([10_000, false, false]);
  expect(
    rate([
      ['OUTSIDE', 100],
      ['OUTSIDE', -50, true],
    ]),
  ).toStrictEqual([10_000, false, false]);
  expect(
    rate([
      ['OUTSIDE', 100],
      ['OUTSIDE', 100],
      ['OUTSIDE', -200, true],
    ]),
  ).toStrictEqual([10_000, false, false]);
  expect(rate([])).toStrictEqual([10_000, false, false]);
});

test('reversals that outweigh one side leave the rate between 0 and 1', () => {
  expect(
    rate([
      ['INSIDE', -100],
      ['OUTSIDE', 300],
    ]),
  ).toStrictEqual([0, true, true]);
  expect(
    rate([
      ['INSIDE', 300],
      ['OUTSIDE', -100],
    ]),
  ).toStrictEqual([10_000, true, false]);
});

test('acts of another quarter, and acts that count on no side, are not measured', () => {
  expect(
    rate(
      [
        ['INSIDE', 1],
        ['OUTSIDE', 3],
      ],
      {},
      QUARTER,
    ),
  ).toStrictEqual([10_000, false, false]);
  expect(
    rate([
      [undefined, 1],
      ['OUTSIDE', 3],
      ['OUTSIDE', 3],
    ]),
  ).toStrictEqual([0, true, true]);
});

test('an act that counts on no side is none of the least number of acts', () => {
  expect(
    rate([
      [undefined, 1],
      ['OUTSIDE', 3],
    ]),
  ).toStrictEqual([10_000, false, false]);
});

test('acts for another team of the quarter are not measured', () => {
  const act = { quarter: EARLIER, baseCents: 100, reversal: false };
  const own = { ...act, team: 'T1', side: 'INSIDE' } as const;
  const other = { ...act, team: 'T2', side: 'OUTSIDE' } as const;
  const team = oneTeam({}, regulationWith(LEVEL));
  expect(ownRate(team, QUARTER, [own, own, other, other], EARLIER)).toMatchObject({
    tenThousandths: 10_000,
    measured: true,
  });
  expect(ownRate(team, QUARTER, [own, other], EARLIER)).toMatchObject({ measured: false });
});

test('if the list has one rate, or if acts of the earlier quarter are missing, a patient has none', () => {
  expect(rate([['INSIDE', 1]], { fidelisation_level: 'TEAM' })).toBeUndefined();
  expect(rate([['INSIDE', 1]], { fidelisation_lag_quarters: 2 })).toBeUndefined();
});

function ofList(ownRates: Parameters<typeof quarterSums>[0]['ownRates'], parameters: JsonObject = {}) {
  const team = oneTeam({}, regulationWith({ comorbidity_factor: ['1', '1', '2'], ...LEVEL, ...parameters }));
  const own = quarterSums({ weightedCents: [4_000n, 0n, 4_000n], ...(ownRates === undefined ? {} : { ownRates }) });
  const found = fidelisation(team, QUARTER, fraction(3_000), { own, earlier: undefined });
  return [fractionText(found.gl), fractionText(required(found.rate)), found.measured];
}

test('G·L is the sum of each term by its rate, those below the floor by the floor', () => {
  // 1,000 cents at 0.5, and 2,000 of a comorbidity of 2 at 1/4.
  const ownRates = {
    weightedRates: [4_000n * 5_000n, 0n, 0n] as [bigint, bigint, bigint],
    weightedAtFloor: [0n, 0n, 4_000n] as [bigint, bigint, bigint],
    measured: 2,
  };
  expect(ofList(ownRates)).toStrictEqual(['1000', '1/3', true]);
});

test('the fidelisation of a list is measured if the rate of one patient is', () => {
  const weighted = [4_000n * 10_000n, 0n, 4_000n * 10_000n] as [bigint, bigint, bigint];
  const unmeasured = {
    weightedRates: weighted,
    weightedAtFloor: [0n, 0n, 0n] as [bigint, bigint, bigint],
    measured: 0,
  };
  expect(ofList(unmeasured)).toStrictEqual(['3000', '1', false]);
});

test('a list without an amount has no mean rate', () => {
  const team = oneTeam({}, regulationWith(LEVEL));
  const own = quarterSums({ weightedCents: [0n, 0n, 0n] });
  const found = fidelisation(team, QUARTER, fraction(0), { own, earlier: undefined });
  expect([found.rate, fractionText(found.gl), found.measured]).toStrictEqual([undefined, '0', false]);
});
