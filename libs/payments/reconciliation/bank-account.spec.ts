/** Statements of an account are taken once and compared with the ledger, day by day; a difference is explained once. */
import { expect, test } from '@jest/globals';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import type { Movement } from '#libs/payments/bank/bank-statement.ts';
import { statedAccount } from '#libs/payments/reconciliation/decide.ts';
import type { BankAccountEvent } from '#libs/payments/reconciliation/events.ts';
import {
  type LedgerOfAccount,
  type PaidFromAccount,
  reconcileAccount,
} from '#libs/payments/reconciliation/reconcile-account.ts';
import { bankAccountId } from '#libs/payments/reconciliation/bank-accounts.ts';
import { DEBTOR, read } from '#test/support/bank-answers.ts';
import { type StatementEntry, type StatementFile, statementFile } from '#test/support/account-statement.ts';
import { type Authored, by, specificationOf } from '#test/support/specification.ts';

const { given } = specificationOf(statedAccount, `account-${bankAccountId(DEBTOR)}`);

function statements(...files: readonly Omit<StatementFile, 'account'>[]) {
  return read(statementFile(...files.map((file) => ({ account: DEBTOR, ...file })))).statements;
}

const FEE: StatementEntry = { cents: -250n, day: '2026-07-06', text: 'FRAIS' };
const DEBIT: StatementEntry = { cents: -4_000n, day: '2026-07-06', details: [['PAY-2', 4_000n]] };
const RETURN: StatementEntry = { cents: 4_000n, day: '2026-07-08', details: [['PAY-2', 4_000n]], isReturn: true };

function paid(executedOn: string | undefined, returnedOn?: string): PaidFromAccount {
  const day = (text: string | undefined) => (text === undefined ? undefined : dayFromText(text));
  const days = { executedOn: day(executedOn), returnedOn: day(returnedOn) };
  return { endToEndId: 'PAY-2', amountCents: 4_000n, ...days, isReturnAnnounced: false, isTwiceSettled: false };
}

function ledger(...payments: readonly PaidFromAccount[]): LedgerOfAccount {
  return { payments: new Map(payments.map((one) => [one.endToEndId, one])), matchedBookings: new Map() };
}

/** The state after these statements, each taken by a command. */
function state(...files: readonly Omit<StatementFile, 'account'>[]) {
  const events: (BankAccountEvent | Authored<BankAccountEvent>)[] = [];
  for (const file of files)
    events.push(
      ...statedAccount.decide({ type: 'takeStatements', statements: statements(file) }, given(...events).state),
    );
  return given(...events).state;
}

function found(of: Parameters<typeof reconcileAccount>[0], held: LedgerOfAccount) {
  const { days, differences } = reconcileAccount(of, held);
  return {
    days: days.map((one) =>
      [
        dayText(one.day),
        one.openingCents,
        one.executed.cents,
        one.returned.cents,
        one.other.cents,
        one.closingCents,
      ].join(' '),
    ),
    differences: differences.map(({ kind, cents }) => `${kind} ${cents}`),
  };
}

test('a statement is taken once, and a movement of another statement is booked once', () => {
  const [day, month] = [statements({ entries: [FEE] }), statements({ id: 'M', entries: [FEE, DEBIT] })];
  const take = (of: typeof day) => ({ type: 'takeStatements', statements: of }) as const;
  const first = statedAccount.decide(take(day), given().state);
  expect(first.map(({ type }) => type)).toStrictEqual(['AccountMovementsBooked', 'AccountStatementTaken']);
  given(...first)
    .when(take(day))
    .then();
  const second = statedAccount.decide(take(month), given(...first).state);
  expect(
    second.map(({ data }) => ('movements' in data && Array.isArray(data.movements) ? data.movements.length : '-')),
  ).toStrictEqual([1, '-']);
  expect(second.at(-1)?.data).toMatchObject({ movements: 2, movementsCents: -4_250n });
});

test('many movements are booked in several events', () => {
  const [one] = statements({ entries: [FEE] });
  if (one === undefined) throw new RangeError('no statement');
  const movements = Array.from({ length: 1_001 }, (_, i): Movement => ({
    ...FEE,
    id: `m${i}`,
    day: 1,
    text: '',
    claims: [],
  }));
  const events = statedAccount.decide({ type: 'takeStatements', statements: [{ ...one, movements }] }, given().state);
  expect(events.map(({ type }) => type)).toStrictEqual([
    ...Array<string>(3).fill('AccountMovementsBooked'),
    'AccountStatementTaken',
  ]);
});

test('a day goes from its opening by the payments, the returns and the rest to its closing', () => {
  const one = state(
    {
      id: 'S1',
      balances: [
        ['OPBD', 10_000n, '2026-07-06'],
        ['CLBD', 5_750n, '2026-07-06'],
      ],
      entries: [FEE, DEBIT],
    },
    {
      id: 'S2',
      balances: [
        ['OPBD', 5_750n, '2026-07-08'],
        ['CLBD', 9_750n, '2026-07-08'],
      ],
      entries: [RETURN],
    },
  );
  expect(found(one, ledger(paid('2026-07-06', '2026-07-08')))).toStrictEqual({
    days: ['2026-07-06 10000 -4000 0 -250 5750', '2026-07-08 5750 0 4000 0 9750'],
    differences: ['NOT_OURS -250'],
  });
});

test('movements missing in the ledger, and movements missing in the account, are differences', () => {
  const balances = [
    ['OPBD', 0n, '2026-07-06'],
    ['CLBD', -4_000n, '2026-07-20'],
  ] as const;
  expect(found(state({ balances, entries: [DEBIT] }), ledger(paid(undefined))).differences).toStrictEqual([
    'NOT_IN_LEDGER -4000',
  ]);
  expect(found(state({ balances, entries: [DEBIT] }), ledger()).differences).toStrictEqual(['NOT_IN_LEDGER -4000']);
  const fee = { ...FEE, cents: -4_000n };
  expect(found(state({ balances, entries: [fee] }), ledger(paid('2026-07-07'))).differences).toStrictEqual([
    'NOT_OURS -4000',
    'NOT_ON_ACCOUNT 4000',
  ]);
  // The payment may still be booked.
  expect(found(state({ balances, entries: [] }), ledger(paid('2026-07-18'))).differences).not.toContain(
    'NOT_ON_ACCOUNT 4000',
  );
});

test('a second debit of a payment, in another statement, is a difference', () => {
  const again = { ...DEBIT, day: '2026-07-09', reference: 'B' };
  const one = state({ id: 'S1', entries: [DEBIT] }, { id: 'S2', entries: [again] });
  expect(found(one, ledger(paid('2026-07-06'))).differences).toStrictEqual(['BOOKED_TWICE -4000']);
});

test('balances that do not follow, and a statement that is missing, are differences', () => {
  const wrong = state({
    balances: [
      ['OPBD', 10_000n, '2026-07-06'],
      ['CLBD', 5_900n, '2026-07-06'],
    ],
    entries: [DEBIT],
  });
  expect(found(wrong, ledger(paid('2026-07-06'))).differences).toStrictEqual(['BALANCE_DIFFERS -100']);
  const gap = state(
    {
      id: 'S1',
      balances: [
        ['OPBD', 0n, '2026-07-01'],
        ['CLBD', 0n, '2026-07-01'],
      ],
    },
    {
      id: 'S3',
      balances: [
        ['OPBD', 700n, '2026-07-03'],
        ['CLBD', 700n, '2026-07-03'],
      ],
    },
  );
  expect(found(gap, ledger()).differences).toStrictEqual(['STATEMENT_MISSING 700']);
});

test('pages of one day, and a monthly statement after daily ones, leave no difference', () => {
  const pages = state(
    {
      id: 'P1',
      balances: [
        ['OPBD', 10_000n, '2026-07-06'],
        ['ITBD', 9_750n, '2026-07-06'],
      ],
      entries: [FEE],
    },
    {
      id: 'P2',
      balances: [
        ['ITBD', 9_750n, '2026-07-06'],
        ['CLBD', 5_750n, '2026-07-06'],
      ],
      entries: [DEBIT],
    },
    {
      id: 'M',
      balances: [
        ['OPBD', 10_000n, '2026-07-06'],
        ['CLBD', 5_750n, '2026-07-31'],
      ],
      entries: [FEE, DEBIT],
    },
  );
  expect(found(pages, ledger(paid('2026-07-06')))).toStrictEqual({
    days: ['2026-07-06 10000 -4000 0 -250 5750', '2026-07-31 5750 0 0 0 5750'],
    differences: ['NOT_OURS -250'],
  });
});

test('a difference is explained once, with a reason, and holds for its amount', () => {
  const one = state({ entries: [FEE] });
  const [difference] = reconcileAccount(one, ledger()).differences;
  if (difference === undefined) throw new RangeError('no difference');
  const events = statedAccount.decide(
    { type: 'takeStatements', statements: statements({ entries: [FEE] }) },
    given().state,
  );
  const explain = (reason: string) => ({ type: 'explain', account: DEBTOR, difference, reason }) as const;
  given(...events)
    .when(explain(' '))
    .thenRefused('REASON_REQUIRED');
  const explained: BankAccountEvent = {
    type: 'AccountDifferenceExplained',
    effective: '2026-07-06',
    data: { account: DEBTOR, difference: difference.id, cents: -250n, reason: 'frais' },
  };
  given(...events)
    .when(explain('frais'))
    .then(explained);
  const after = given(...events, by('Alice', explained));
  expect(reconcileAccount(after.state, ledger()).differences[0]?.explanation?.reason).toBe('frais');
  expect(reconcileAccount(after.state, ledger()).days[0]?.unexplained.count).toBe(0);
  after.when(explain('encore')).thenRefused('DIFFERENCE_ALREADY_EXPLAINED');
});
