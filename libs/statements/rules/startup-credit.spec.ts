/** The credits of a period are those due within it. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { creditsDue, startupCredit } from '#libs/statements/rules/startup-credit.ts';
import { oneTeam } from '#test/support/enrolment.ts';

const TEAM = oneTeam({
  credits: [
    ['2020-12-31', 'before', 1],
    ['2021-01-01', 'first day', 10],
    ['2021-03-31', 'last day', 100],
    ['2021-03-31', 'taken back', -30],
    ['2021-04-01', 'after', 1000],
  ],
});

test('the credits of a period are those due from its first to its last day, added with their signs', () => {
  const credits = creditsDue(TEAM, dayFromText('2021-01-01'), dayFromText('2021-03-31'));
  expect(credits.map(({ label }) => label)).toStrictEqual(['first day', 'last day', 'taken back']);
  expect(startupCredit(credits)).toBe(80n);
});

test('a period without credits has a credit of zero', () => {
  expect(startupCredit(creditsDue(TEAM, dayFromText('2022-01-01'), dayFromText('2022-03-31')))).toBe(0n);
});
