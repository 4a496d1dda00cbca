/** What there is to do is grouped, counted and summed, with the commands to run next. */
import { expect, test } from '@jest/globals';
import { task } from '#libs/week/task.ts';

test('without entries there is no task', () => {
  expect(task('RELEASE', [], ['decompte payment run'])).toStrictEqual([]);
});

test('entries are grouped in the order of their groups, each group with its count and sum', () => {
  const entries = [
    { group: '2022-Q2', of: 'T1 2022-Q2', amountCents: 5n },
    { group: '2022-Q1', of: 'T2 2022-Q1', amountCents: -7n },
    { group: '2022-Q2', of: 'T2 2022-Q2', amountCents: 6n },
  ];
  expect(task('RELEASE', entries, [])).toStrictEqual([
    {
      kind: 'RELEASE',
      count: 3,
      amountCents: 4n,
      groups: [
        { group: '2022-Q1', count: 1, amountCents: -7n, of: ['T2 2022-Q1'] },
        { group: '2022-Q2', count: 2, amountCents: 11n, of: ['T1 2022-Q2', 'T2 2022-Q2'] },
      ],
      next: [],
    },
  ]);
});

test('entries without amounts have no sum, which is not zero', () => {
  expect(task('SUBMIT', [{ group: 'a', of: 'x' }], [])).toMatchObject([{ amountCents: null }]);
  expect(task('RELEASE', [{ group: 'a', of: 'x', amountCents: 0n }], [])).toMatchObject([{ amountCents: 0n }]);
});

test('a command is to run once, however many entries ask for it', () => {
  expect(task('SUBMIT', [{ group: 'a', of: 'x' }], ['one', 'two', 'one'])).toMatchObject([{ next: ['one', 'two'] }]);
});
