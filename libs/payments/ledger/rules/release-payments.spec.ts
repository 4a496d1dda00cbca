/** A run releases what is due once, after debts are set off. A refusal has all faults. */
import { expect, test } from '@jest/globals';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { balance, envelopeUse, owedToEnvelopes, teamBalance } from '#libs/payments/ledger/balances.ts';
import { type Posting, posting } from '#libs/payments/ledger/posting.ts';
import type { RunToMake } from '#libs/payments/ledger/rules/release-payments.ts';
import {
  exceptionGiven,
  ENVELOPE,
  IN_FORCE,
  TEAM,
  due,
  given,
  inForce,
  posted,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { ACCOUNT, accountInForce } from '#test/support/payments.ts';
import { type Authored, person } from '#test/support/specification.ts';

const TODAY = dayFromText('2026-01-15');
const run = (change: Partial<RunToMake> = {}) =>
  ({
    type: 'run',
    envelope: ENVELOPE,
    run: 'R1',
    by: person('Carol'),
    at: '2026-01-15T10:00:00.000Z',
    dueBy: 10,
    executionDay: TODAY,
    debtor: ACCOUNT,
    payees: new Map([[TEAM, accountInForce(TODAY - 100)]]),
    payeeDays: 30,
    confirmedPayees: [],
    ...change,
  }) as const;
const DUE = [...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2')] as const;
const FIRST = endToEndId('d1#1', 1);

const faultsOf = (
  change: Partial<RunToMake>,
  ...more: readonly (LedgerEvent | Authored<LedgerEvent>)[]
): readonly string[] => {
  let codes: readonly string[] = [];
  try {
    given(...DUE, ...more)
      .when(run(change))
      .then();
  } catch (error) {
    codes = ((error as { data?: { faults?: readonly { code: string }[] } }).data?.faults ?? []).map(({ code }) => code);
  }
  return codes;
};

test('what is due by the day is released, and nothing later', () => {
  given(...DUE)
    .when(run())
    .then(runMade('R1', TODAY, [FIRST]).event, released(FIRST, 'd1#1', TODAY, 100n));
});

test('debts are set off first, and only the rest is released', () => {
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: 40n });
  given(...DUE, posted('d2'), recovery('d2', 40n))
    .when(run())
    .then(
      runMade('R1', TODAY, [FIRST]).event,
      {
        type: 'SetOff',
        effective: dayText(TODAY),
        data: { envelope: ENVELOPE, run: 'R1', item: 'd1#1', debtEnvelope: ENVELOPE, recovery: 'd2#1', ...moved },
      },
      released(FIRST, 'd1#1', TODAY, 60n),
    );
});

test('an item set off as a whole makes no payment', () => {
  given(...DUE, posted('d2'), recovery('d2', 500n))
    .when(run({ payees: new Map() }))
    .thenState(({ runs, items }) => {
      expect(runs.get('R1')?.payments).toStrictEqual([]);
      expect(items.get('d1#1')?.status).toBe('cleared');
    });
});

test('refuses a run of a name that exists, and a run without anything due', () => {
  given(...DUE, runMade('R1', TODAY, [FIRST]), released(FIRST, 'd1#1', TODAY, 100n))
    .when(run())
    .thenRefused('RUN_EXISTS', { run: 'R1' });
  given(...DUE)
    .when(run({ dueBy: 9 }))
    .thenRefused('NOTHING_DUE', { envelope: 'FISS', dueBy: 9 });
});

test('refuses a release by the person who approved', () => {
  expect(faultsOf({ by: person('bob') })).toStrictEqual(['RELEASED_BY_APPROVER']);
});

test('pays to an account that two people confirmed, and not lately', () => {
  const changed = new Map([[TEAM, accountInForce(TODAY - 29)]]);
  expect(faultsOf({ payees: new Map() })).toStrictEqual(['NO_CONFIRMED_ACCOUNT']);
  expect(faultsOf({ payees: changed })).toStrictEqual(['ACCOUNT_CHANGED_LATELY']);
  given(...DUE)
    .when(run({ payees: changed, confirmedPayees: [TEAM] }))
    .then(runMade('R1', TODAY, [FIRST]).event, released(FIRST, 'd1#1', TODAY, 100n));
});

test('a run exceeds the envelope only with a confirmed exception that is not used', () => {
  const large = [posted('d3'), due('d3', 10, 2_000n)] as const;
  const permitted = exceptionGiven('X', { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 1_100n });
  expect(faultsOf({}, ...large)).toStrictEqual(['ENVELOPE_OVERDRAWN']);
  expect(faultsOf({ exception: 'X' }, ...large)).toStrictEqual(['EXCEPTION_NOT_USABLE']);
  given(...DUE, ...large, ...permitted)
    .when(run({ exception: 'X' }))
    .thenState(({ exceptions, payments }) => {
      expect(exceptions.get('X')?.status).toBe('used');
      expect(payments.size).toBe(2);
    });
});

test('gives all faults at once', () => {
  expect(faultsOf({ by: person('Bob'), payees: new Map(), executionDay: TODAY - 1 })).toStrictEqual([
    'EXECUTION_DAY_PAST',
    'RELEASED_BY_APPROVER',
    'NO_CONFIRMED_ACCOUNT',
  ]);
});

const FIR_OWED = [...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), recovery('d2', 40n, 'd2#1', 'FIR')];

test('a debt in another envelope is set off, after those of the same one', () => {
  const own = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: 30n });
  const other = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: 40n });
  const setOff = (debtEnvelope: string, debt: string, moved: Posting): LedgerEvent => ({
    type: 'SetOff',
    effective: dayText(TODAY),
    data: { envelope: ENVELOPE, run: 'R1', item: 'd1#1', debtEnvelope, recovery: debt, ...moved },
  });
  given(...DUE, ...FIR_OWED, posted('d3'), recovery('d3', 30n))
    .when(run())
    .then(
      runMade('R1', TODAY, [FIRST]).event,
      setOff(ENVELOPE, 'd3#1', own),
      setOff('FIR', 'd2#1', other),
      released(FIRST, 'd1#1', TODAY, 30n),
    );
});

test('a debt set off across envelopes leaves each balanced, and one owing the other', () => {
  given(...DUE, ...FIR_OWED)
    .when(run())
    .thenState(({ envelopes }) => {
      const [fiss, fir] = [envelopes.get(ENVELOPE), envelopes.get('FIR')];
      if (fiss === undefined || fir === undefined) throw new Error('both envelopes are there');
      for (const { balances } of [fiss, fir])
        expect([...balances.values()].reduce((sum, cents) => sum + cents, 0n)).toBe(0n);
      expect([balance(fiss, 'between'), balance(fir, 'between')]).toStrictEqual([-40n, 40n]);
      expect(teamBalance(fir, 'to-recover', TEAM)).toBe(0n);
      expect(owedToEnvelopes(fiss)).toStrictEqual([{ envelope: 'FIR', owedCents: 40n }]);
      // 60 are released and 40 owed of 1,000; the other has them back.
      expect(envelopeUse(fiss, TODAY).leftCents).toBe(900n);
      expect(envelopeUse(fir, TODAY).leftCents).toBe(1_040n);
    });
});

test('what an envelope comes to owe another counts against its amount', () => {
  const debt = [...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), recovery('d2', 900n, 'd2#1', 'FIR')];
  expect(faultsOf({}, ...debt, posted('d3'), due('d3', 10, 1_000n))).toStrictEqual(['ENVELOPE_OVERDRAWN']);
});

test('a run pays what is due in its own envelope only', () => {
  given(...DUE, ...inForce({ schemes: ['IPEP'] }, 'FIR'), posted('d2', 'FIR'), due('d2', 10, 70n, 'd2#1', 'FIR'))
    .when(run())
    .then(runMade('R1', TODAY, [FIRST]).event, released(FIRST, 'd1#1', TODAY, 100n));
});

test('refuses the name of a run of another envelope', () => {
  given(
    ...DUE,
    runMade('R1', TODAY, []),
    ...inForce({ schemes: ['IPEP'] }, 'FIR'),
    posted('d2', 'FIR'),
    due('d2', 10, 70n, 'd2#1', 'FIR'),
  )
    .when(run({ envelope: 'FIR' }))
    .thenRefused('RUN_EXISTS', { run: 'R1' });
});
