/** Periods of the variance report: their quarters, and the one to begin with. */
import { expect, test } from '@jest/globals';
import { firstPeriod, periodsOf, rangeOfPeriod, selectionOf } from '#apps/console/screens/variance/periods.ts';

function sums(period: string, stage: 'CALCULATED' | 'SUBMITTED' | 'APPROVED') {
  return { period, stage, scheme: 'PEPS', statements: 1, totalCents: '1', decidedCents: '0' };
}

test('a quarter is its own range, a year is its four quarters', () => {
  expect(rangeOfPeriod('2025-Q4')).toStrictEqual({ from: '2025-Q4', to: '2025-Q4' });
  expect(rangeOfPeriod('2025')).toStrictEqual({ from: '2025-Q1', to: '2025-Q4' });
});

test('a command is about the period and the scheme of the report, and about no other one', () => {
  const asked = { period: '2025', scheme: undefined, threshold: '10' };
  expect(selectionOf(asked)).toStrictEqual({ from: '2025-Q1', to: '2025-Q4', period: '2025' });
  expect(selectionOf({ ...asked, scheme: 'IPEP' })).toMatchObject({ period: '2025', scheme: 'IPEP' });
});

test('begins with a period to approve, else one to submit, else the latest', () => {
  const all = [sums('2025-Q1', 'SUBMITTED'), sums('2025-Q2', 'CALCULATED'), sums('2025-Q3', 'APPROVED')];
  expect(firstPeriod(all)).toBe('2025-Q1');
  expect(firstPeriod(all.slice(1))).toBe('2025-Q2');
  expect(firstPeriod(all.slice(2))).toBe('2025-Q3');
  expect(firstPeriod([])).toBeUndefined();
  expect(periodsOf(all)).toStrictEqual(['2025-Q3', '2025-Q2', '2025-Q1']);
});
