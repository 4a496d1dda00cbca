/** A statement of the account gives its balances, and whether each movement belongs to our payments. */
import { expect, test } from '@jest/globals';
import { dayText } from '#libs/kernel/day.ts';
import type { BankStatement } from '#libs/payments/bank/bank-statement.ts';
import { DEBTOR, RUN, read } from '#test/support/bank-answers.ts';
import { type StatementEntry, type StatementFile, statementFile } from '#test/support/account-statement.ts';

const DAY = '2026-07-06';

function statement(of: Omit<StatementFile, 'account'>): BankStatement {
  const [one] = read(statementFile({ account: DEBTOR, ...of })).statements;
  if (one === undefined) throw new RangeError('no statement was read');
  return one;
}

/** `-1234 EXECUTED PAY-1:-1234`: a movement and the claims on it. */
function movements({ movements: all }: BankStatement): string[] {
  return all.map(({ cents, claims }) =>
    [cents, ...claims.map((one) => `${one.outcome} ${one.payments.join('+')}:${one.cents}`)].join(' '),
  );
}

function entry(cents: bigint, more: Partial<StatementEntry> = {}): StatementEntry {
  return { cents, day: DAY, ...more };
}

test('balances are those before and after the entries, or of its page', () => {
  const balances = (...all: readonly (readonly [string, bigint])[]): unknown[] => {
    const { opening, closing } = statement({ balances: all.map(([code, cents]) => [code, cents, DAY] as const) });
    return [opening?.cents, closing?.cents];
  };
  expect(balances(['OPBD', 500n], ['CLBD', -20n], ['CLAV', 7n])).toStrictEqual([500n, -20n]);
  expect(balances(['PRCD', 500n], ['CLBD', 0n])).toStrictEqual([500n, 0n]);
  expect(balances(['OPBD', 500n], ['ITBD', 300n])).toStrictEqual([500n, 300n]);
  expect(balances(['ITBD', 300n], ['ITBD', 200n])).toStrictEqual([300n, 200n]);
  expect(balances(['ITBD', 200n], ['CLBD', 100n])).toStrictEqual([200n, 100n]);
  expect(balances()).toStrictEqual([undefined, undefined]);
});

test('a movement belongs to the payments or the run that it names, or to no known one', () => {
  const entries = [
    entry(-764_053n, {
      details: [
        ['PAY-1', 760_053n],
        ['PAY-2', 4_000n],
      ],
    }),
    entry(-16_000n, { run: RUN.runId }),
    entry(3_900n, { details: [['PAY-2', 3_900n]], isReturn: true }),
    entry(-250n, { text: 'FRAIS' }),
    entry(1_000_000n),
  ];
  expect(movements(statement({ entries }))).toStrictEqual([
    '-764053 EXECUTED PAY-1:-760053 EXECUTED PAY-2:-4000',
    '-16000 EXECUTED PAY-3+PAY-4:-16000',
    // The missing part of a return is charges.
    '3900 RETURNED PAY-2:4000',
    '-250',
    '1000000',
  ]);
});

test('a booking waits under its id if its payments are not found', () => {
  const file = statementFile({ account: DEBTOR, entries: [entry(-14_000n, { run: RUN.runId, reference: 'A1' })] });
  const { statements, unmatched } = read(file);
  expect(unmatched.map(({ run, outcome, amountCents }) => [run, outcome, amountCents])).toStrictEqual([
    [RUN.runId, 'EXECUTED', 14_000n],
  ]);
  expect(statements[0]?.movements[0]?.claims.map(({ answer, payments }) => [answer, payments])).toStrictEqual([
    [unmatched[0]?.id, []],
  ]);
});

test('a movement is the same in a statement of the month, and two alike in one statement are two', () => {
  const entries = [entry(-250n, { text: 'FRAIS' }), entry(-250n, { text: 'FRAIS' }), entry(-9n, { reference: 'X' })];
  const [day, month] = [statement({ entries }), statement({ id: 'M7', entries: [...entries, entry(-1n)] })];
  const ids = day.movements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(month.movements.map(({ id }) => id).slice(0, 3)).toStrictEqual(ids);
  expect(month.id).not.toBe(day.id);
  expect(statement({ entries }).id).toBe(day.id);
});

test('an entry in another currency is counted as not read', () => {
  const { movements: all, unread } = statement({ entries: [entry(-5n), entry(-7n, { currency: 'USD' })] });
  expect([all.length, unread]).toStrictEqual([1, 1]);
});

test('a statement is about the days of its movements and balances', () => {
  const { from, to } = statement({
    balances: [
      ['OPBD', 0n, '2026-07-01'],
      ['CLBD', 0n, '2026-07-31'],
    ],
    entries: [entry(-5n), entry(5n, { day: '2026-07-08' })],
  });
  expect([dayText(from), dayText(to)]).toStrictEqual([DAY, '2026-07-31']);
});
