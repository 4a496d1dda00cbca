/** A month with few acts compared with those before it looks incomplete. */
import { expect, test } from '@jest/globals';
import { looksIncomplete } from '#libs/acts/whole-months.ts';
import { completenessTasks } from '#libs/week/completeness.ts';

test('a month looks incomplete below half the mean of three, with enough acts to tell', () => {
  expect([
    looksIncomplete(4, 30),
    looksIncomplete(5, 30),
    looksIncomplete(0, 29),
    looksIncomplete(9, 60),
  ]).toStrictEqual([true, false, false, true]);
});

test('a month that looks incomplete asks for an import, and shows the mean', () => {
  const month = { team: 'T1', month: '2022-03', acts: 2, actsOfThreeBefore: 31, looksIncomplete: true };
  const whole = { ...month, month: '2022-02', acts: 10, looksIncomplete: false };
  expect(completenessTasks([whole])).toStrictEqual([]);
  expect(completenessTasks([whole, month])).toStrictEqual([
    {
      kind: 'INCOMPLETE',
      count: 1,
      amountCents: null,
      entries: [{ group: '2022-03', of: { is: 'MONTH', team: 'T1', month: '2022-03', acts: 2, mean: 10 } }],
      next: [{ step: 'IMPORT_FACTS' }],
    },
  ]);
});
