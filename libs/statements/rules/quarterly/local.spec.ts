/** The local factor follows the poverty rate of the commune. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { fractionText } from '#libs/kernel/fraction.ts';
import { localFactor } from '#libs/statements/rules/quarterly/local.ts';
import { frame, q, regulationWith, required, roster } from '#test/support/enrolment.ts';

const REGULATION = regulationWith({
  local_factor: {
    bands: [
      ['0', '1'],
      ['15', '51/50'],
      ['20', '26/25'],
    ],
    missing: '9/10',
  },
});

function factor(rates: readonly (readonly [year: number, rate: string])[], quarter = '2021-Q1'): [string, boolean] {
  const team = roster('T1', {
    rows: [{ commune: '01283' }, { from: '2022-02-01', commune: '2A004' }],
    phases: [['FORFAIT', '2020-01-01']],
  });
  const poverty = [...rates.map(([year, rate]) => ['01283', year, rate] as const), ['2A004', 2021, '15'] as const];
  const { teams, reference } = frame([team], [quarter, quarter], { poverty }, REGULATION);
  const found = localFactor(required(teams.byId.get('T1')), q(quarter), reference);
  return [fractionText(found.factor), found.povertyRate !== undefined];
}

test('the factor comes from the band with the greatest lower bound not above the rate', () => {
  for (const [rate, expected] of [
    ['0', '1'],
    ['14.9999', '1'],
    ['15', '51/50'],
    ['15.0', '51/50'],
    ['19.9999', '51/50'],
    ['20', '26/25'],
    ['100', '26/25'],
  ] as const)
    assert.deepEqual(factor([[2019, rate]]), [expected, true], rate);
});

test('of the known rates with a year not after the quarter’s, the latest counts', () => {
  const rates = [
    [2022, '0'],
    [2018, '0'],
    [2021, '20'],
    [2019, '15'],
  ] as const;
  expect(factor(rates)).toStrictEqual(['26/25', true]);
  expect(factor(rates, '2020-Q4')).toStrictEqual(['51/50', true]);
});

test('no row, or an empty rate in the latest year, is missing, which is not a rate of zero', () => {
  expect(factor([])).toStrictEqual(['9/10', false]);
  expect(factor([[2022, '20']])).toStrictEqual(['9/10', false]);
  expect(
    factor([
      [2019, '20'],
      [2020, ''],
    ]),
  ).toStrictEqual(['9/10', false]);
});

test('the commune comes from the team’s row on the first day of the quarter', () => {
  expect(factor([[2019, '20']], '2022-Q1')).toStrictEqual(['26/25', true]);
  expect(factor([[2019, '20']], '2022-Q2')).toStrictEqual(['51/50', true]);
});
