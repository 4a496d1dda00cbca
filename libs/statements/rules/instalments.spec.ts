/** A total is due in one or three parts; each credit is due on its own day. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayFromText, dayText, quarterFromText } from '#libs/kernel/day.ts';
import { dueDays, instalments } from '#libs/statements/rules/instalments.ts';

const QUARTER = quarterFromText('2024-Q1');

function due(total: bigint, parts: 1 | 3, credits: readonly (readonly [string, string, bigint])[] = []) {
  const found = instalments(
    total,
    dueDays(QUARTER, { parts, due: 'LAST_DAY' }),
    credits.map(([dueOn, label, amountCents]) => ({ dueOn: dayFromText(dueOn), label, amountCents })),
  );
  return found.map(({ dueOn, kind, amountCents }) => [dayText(dueOn), kind, amountCents]);
}

test('a quarter is due on its last day, or in three parts on the last day of each month', () => {
  expect(dueDays(QUARTER, { parts: 1, due: 'LAST_DAY' }).map(dayText)).toStrictEqual(['2024-03-31']);
  expect(dueDays(QUARTER, { parts: 3, due: 'LAST_DAY' }).map(dayText)).toStrictEqual([
    '2024-01-31',
    '2024-02-29',
    '2024-03-31',
  ]);
  expect(dueDays(quarterFromText('2021-Q4'), { parts: 3, due: 'LAST_DAY' }).map(dayText)).toStrictEqual([
    '2021-10-31',
    '2021-11-30',
    '2021-12-31',
  ]);
});

test('each part is the whole part toward zero and the last takes the rest, of negative totals too', () => {
  const amounts = (total: bigint) => due(total, 3).map(([, , cents]) => cents);
  expect(amounts(100n)).toStrictEqual([33n, 33n, 34n]);
  expect(amounts(-100n)).toStrictEqual([-33n, -33n, -34n]);
  expect(amounts(101n)).toStrictEqual([33n, 33n, 35n]);
});

test('a part of zero is left out', () => {
  expect(due(2n, 3)).toStrictEqual([['2024-03-31', 'INSTALMENT', 2n]]);
  expect(due(0n, 1)).toStrictEqual([]);
});

test('each credit is due on its own day, instalments before credits, credits in the order given', () => {
  expect(
    due(300n, 3, [
      ['2024-01-15', 'a', 7n],
      ['2024-02-29', 'b', 8n],
      ['2024-02-29', 'c', -9n],
    ]),
  ).toStrictEqual([
    ['2024-01-15', 'STARTUP_CREDIT', 7n],
    ['2024-01-31', 'INSTALMENT', 100n],
    ['2024-02-29', 'INSTALMENT', 100n],
    ['2024-02-29', 'STARTUP_CREDIT', 8n],
    ['2024-02-29', 'STARTUP_CREDIT', -9n],
    ['2024-03-31', 'INSTALMENT', 100n],
  ]);
});

test('the instalments add up to the total, credits included', () => {
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(
      cents,
      fc.constantFrom(1 as const, 3 as const),
      fc.array(cents, { maxLength: 3 }),
      (total, parts, credits) => {
        const all = due(
          total,
          parts,
          credits.map((amount, i) => ['2024-02-15', String(i), amount]),
        );
        const sum = all.reduce((so, [, , amount]) => so + (amount as bigint), 0n);
        expect(sum).toBe(credits.reduce((so, amount) => so + amount, total));
        expect(all.every(([, , amount]) => amount !== 0n)).toBe(true);
      },
    ),
  );
});

test('in advance, a quarter is due on its first day, or on the first day of each month', () => {
  const inAdvance = (parts: 1 | 3) => dueDays(QUARTER, { parts, due: 'FIRST_DAY' }).map(dayText);
  expect(inAdvance(1)).toStrictEqual(['2024-01-01']);
  expect(inAdvance(3)).toStrictEqual(['2024-01-01', '2024-02-01', '2024-03-01']);
});
