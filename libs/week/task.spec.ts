/** A task counts and sums its entries, and names each next step once. */
import { expect, test } from '@jest/globals';
import { task } from '#libs/week/task.ts';

test('without entries there is no task', () => {
  expect(task('RELEASE', [], [{ step: 'PREPARE_RUN' }])).toStrictEqual([]);
});

test('a task has the number and the sum of its entries', () => {
  const entries = [
    { group: '2022-Q2', of: 'T1 2022-Q2', amountCents: 5n },
    { group: '2022-Q1', of: 'T2 2022-Q1', amountCents: -7n },
  ];
  expect(task('RELEASE', entries, [])).toStrictEqual([
    { kind: 'RELEASE', count: 2, amountCents: -2n, entries, next: [] },
  ]);
});

test('entries without amounts have no sum, and the sum of zero is zero', () => {
  expect(task('SUBMIT', [{ group: 'a', of: 'x' }], [])).toMatchObject([{ amountCents: null }]);
  expect(task('RELEASE', [{ group: 'a', of: 'x', amountCents: 0n }], [])).toMatchObject([{ amountCents: 0n }]);
});

test('names a step once, however many entries ask for it', () => {
  const [one, two] = [
    { step: 'REVIEW_VARIANCE', period: '2025-Q1' },
    { step: 'REVIEW_VARIANCE', period: '2025-Q2' },
  ] as const;
  const [found] = task('APPROVE', [{ group: 'a', of: 'x' }], [one, two, { ...one }]);
  expect(found?.next).toStrictEqual([one, two]);
});
