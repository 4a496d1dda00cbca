/** Advances beside the totals of a comparison. */
import { expect, test } from '@jest/globals';
import { advancesOf } from '#apps/console/parts/advances.ts';

test('a quarter that is in no total of the comparison is shown, and is in no sum of the advances', () => {
  const paid = { advanceCents: '1000', schemeCents: '900' };
  const quarters = [
    { quarter: '2022-Q1', advanceCents: null, schemeCents: '5' },
    { quarter: '2022-Q2', ...paid },
    { quarter: '2022-Q3', ...paid },
  ];
  const { rows, ...sums } = advancesOf(quarters, ['2022-Q1', '2022-Q2']);
  expect(rows.map(({ quarter }) => quarter)).toStrictEqual(['2022-Q2', '2022-Q3']);
  expect(sums).toStrictEqual({ advanceCents: 1000n, schemeCents: 900n });
});
