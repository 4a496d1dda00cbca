/** A withdrawn decision leaves the ledger, as long as its items and recoveries are untouched. */
import { test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import {
  ENVELOPE,
  IN_FORCE,
  PERIOD,
  TEAM,
  due,
  exceptionGiven,
  given,
  inForce,
  posted,
  recovery,
  reduced,
  released,
  runMade,
} from '#test/support/ledger.ts';

const cancel = (decision: string) => ({ type: 'cancelDecision', decision, withdrawnOn: 0 }) as const;
const cancelled: LedgerEvent = {
  type: 'DecisionCancelled',
  effective: PERIOD,
  data: { envelope: ENVELOPE, decision: 'd1' },
};

test('the due and the recoverable amounts are both taken back', () => {
  const moved = posting(TEAM, { debit: 'charges', credit: 'to-recover', amountCents: 30n });
  given(posted('d1'), due('d1', 10, 100n), recovery('d1', 30n, 'd1#2'))
    .when(cancel('d1'))
    .then(cancelled, reduced('d1#1', 'withdrawn', 100n), {
      type: 'RecoveryReduced',
      effective: PERIOD,
      data: { envelope: ENVELOPE, recovery: 'd1#2', because: 'withdrawn', ...moved },
    });
});

test('a decision that is not in the ledger, or no longer there, changes nothing', () => {
  given().when(cancel('d1')).then();
  given(posted('d1'), due('d1', 10, 100n), cancelled, reduced('d1#1', 'withdrawn', 100n))
    .when(cancel('d1'))
    .then();
});

test('refuses to cancel a decision after a payment of it is released', () => {
  given(posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n))
    .when(cancel('d1'))
    .thenRefused('PAYMENT_ALREADY_RELEASED', { team: TEAM, period: PERIOD });
});

test('a decision whose run was cancelled is cancelled like one that was never released', () => {
  const moved = posting(TEAM, { debit: 'released', credit: 'due', amountCents: 100n });
  const back = {
    type: 'PaymentCancelled',
    effective: '2021-01-12',
    data: { envelope: ENVELOPE, run: 'R1', endToEndId: 'e1', item: 'd1#1', team: TEAM, ...moved },
  } as const;
  given(posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n), back)
    .when(cancel('d1'))
    .then(cancelled, reduced('d1#1', 'withdrawn', 100n));
});

test('refuses to cancel a decision that another has reduced, or that reduced another', () => {
  const both = given(posted('d1'), due('d1', 10, 100n), posted('d2'), reduced('d1#1', 'd2', 40n));
  both.when(cancel('d1')).thenRefused('POSTING_NO_LONGER_WHOLE', { decision: 'd1' });
  both.when(cancel('d2')).thenRefused('POSTING_NO_LONGER_WHOLE', { decision: 'd2' });
});

/** The whole envelope is decided: the amount that d2 took back went to d3. */
const takenBackAndGivenAgain = [
  posted('d1'),
  due('d1', 10, 1_000n),
  runMade('R1', 11, ['e1']),
  released('e1', 'd1#1', 11, 1_000n),
  posted('d2'),
  recovery('d2', 400n),
  posted('d3'),
  due('d3', 10, 400n),
] as const;
const debtDropped: LedgerEvent = {
  type: 'RecoveryReduced',
  effective: PERIOD,
  data: {
    envelope: ENVELOPE,
    recovery: 'd2#1',
    because: 'withdrawn',
    ...posting(TEAM, { debit: 'charges', credit: 'to-recover', amountCents: 400n }),
  },
};
const d2Cancelled: LedgerEvent = { ...cancelled, effective: 'd2', data: { envelope: ENVELOPE, decision: 'd2' } };

test('refuses to commit a reversed amount again if the envelope no longer has so much', () => {
  given(...IN_FORCE, ...takenBackAndGivenAgain)
    .when(cancel('d2'))
    .thenRefused('COMMITTED_BEYOND_ENVELOPE', { envelope: ENVELOPE, leftCents: 0n, wantedCents: 400n });
  given(...inForce({ amountCents: 1_400n }), ...takenBackAndGivenAgain)
    .when(cancel('d2'))
    .then(d2Cancelled, debtDropped);
});

test('an exception permits to commit a reversed amount again, once', () => {
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 400n } as const;
  const before = [...IN_FORCE, ...takenBackAndGivenAgain, ...exceptionGiven('X', terms)];
  const used: LedgerEvent = {
    type: 'ExceptionUsed',
    effective: ENVELOPE,
    data: { envelope: ENVELOPE, exception: 'X', usedBy: 'withdrawal k1' },
  };
  const allowed = { ...cancel('d2'), allowance: { exception: 'X', usedBy: 'withdrawal k1' } };
  given(...before)
    .when(allowed)
    .then(used, d2Cancelled, debtDropped);
  given(...before, { ...used, data: { ...used.data, usedBy: 'R2' } })
    .when(allowed)
    .thenRefused('EXCEPTION_NOT_USABLE', { exception: 'X' });
});

test('a withdrawal after its scheme passed to another envelope is refused as before', () => {
  const newYear = dayFromText('2027-01-01');
  const moved = [...inForce({ from: newYear, schemes: [] }), ...inForce({ from: newYear }, 'FISS-2027')];
  const paid = [
    posted('d1'),
    due('d1', 10, 100n),
    runMade('R1', 11, ['e1']),
    released('e1', 'd1#1', 11, 100n),
  ] as const;
  given(...IN_FORCE, ...paid, ...moved)
    .when(cancel('d1'))
    .thenRefused('PAYMENT_ALREADY_RELEASED');
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), ...moved)
    .when(cancel('d1'))
    .then(cancelled, reduced('d1#1', 'withdrawn', 100n));
});
