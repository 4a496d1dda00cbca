import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  assert.deepEqual(rate(300n, 100n), ['3/4', true]);
  assert.deepEqual(rate(0n, 100n), ['0', true]);
  assert.deepEqual(rate(300n, 0n), ['1', true]);
});

test('reversals that outweigh one side leave the rate between 0 and 1', () => {
  assert.deepEqual(rate(-100n, 300n), ['0', true]);
  assert.deepEqual(rate(300n, -100n), ['1', true]);
});

test('with too few acts, or a sum that is not positive, the rate is 1 and not measured', () => {
  assert.deepEqual(rate(100n, 300n, 9), ['1', false]);
  assert.deepEqual(rate(0n, 0n), ['1', false]);
  assert.deepEqual(rate(-100n, 100n), ['1', false]);
  assert.deepEqual(rate(-200n, 100n), ['1', false]);
});

test('without any act in the earlier quarter the rate is 1 and not measured', () => {
  assert.deepEqual(fidelisationRate(oneTeam({}), QUARTER, undefined).measured, false);
});

test('the rate used is at least the floor', () => {
  assert.deepEqual(rate(100n, 300n, 10, '9/10'), ['9/10', true]);
  assert.deepEqual(rate(380n, 20n, 10, '9/10'), ['19/20', true]);
});

test('the rate is measured that many quarters earlier, over the turn of the year', () => {
  for (const [lag, earlier] of [
    [0, '2021-Q1'],
    [1, '2020-Q4'],
    [4, '2020-Q1'],
  ] as const)
    assert.equal(
      fidelisationQuarter(oneTeam({}, regulationWith({ fidelisation_lag_quarters: lag })), QUARTER),
      q(earlier),
    );
});
