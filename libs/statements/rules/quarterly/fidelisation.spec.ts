/** The fidelisation rate is the share of care inside the team. */
import { expect, test } from '@jest/globals';
import { fractionText } from '#libs/kernel/fraction.ts';
import { fidelisationQuarter, fidelisationRate } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { oneTeam, q, regulationWith } from '#test/support/enrolment.ts';
import { quarterSums } from '#test/support/statements.ts';

const QUARTER = q('2021-Q1');

function rate(inside: bigint, outside: bigint, acts = 10, floor = '0') {
  const team = oneTeam({}, regulationWith({ fidelisation_floor: floor, fidelisation_min_acts: 10 }));
  const sums = quarterSums({ insideCents: inside, outsideCents: outside, measuredActs: acts });
  const found = fidelisationRate(team, QUARTER, sums);
  return [fractionText(found.rate), found.measured];
}

test('the rate is the share of the amounts that were inside', () => {
  expect(rate(300n, 100n)).toStrictEqual(['3/4', true]);
  expect(rate(0n, 100n)).toStrictEqual(['0', true]);
  expect(rate(300n, 0n)).toStrictEqual(['1', true]);
});

test('reversals that outweigh one side leave the rate between 0 and 1', () => {
  expect(rate(-100n, 300n)).toStrictEqual(['0', true]);
  expect(rate(300n, -100n)).toStrictEqual(['1', true]);
});

test('with too few acts, or a sum that is not positive, the rate is 1 and not measured', () => {
  expect(rate(100n, 300n, 9)).toStrictEqual(['1', false]);
  expect(rate(0n, 0n)).toStrictEqual(['1', false]);
  expect(rate(-100n, 100n)).toStrictEqual(['1', false]);
  expect(rate(-200n, 100n)).toStrictEqual(['1', false]);
});

test('without any act in the earlier quarter the rate is 1 and not measured', () => {
  expect(fidelisationRate(oneTeam({}), QUARTER, undefined).measured).toStrictEqual(false);
});

test('the rate used is at least the floor', () => {
  expect(rate(100n, 300n, 10, '9/10')).toStrictEqual(['9/10', true]);
  expect(rate(380n, 20n, 10, '9/10')).toStrictEqual(['19/20', true]);
});

test('the rate is measured that many quarters earlier, over the turn of the year', () => {
  for (const [lag, earlier] of [
    [0, '2021-Q1'],
    [1, '2020-Q4'],
    [4, '2020-Q1'],
  ] as const)
    expect(fidelisationQuarter(oneTeam({}, regulationWith({ fidelisation_lag_quarters: lag })), QUARTER)).toBe(
      q(earlier),
    );
});
