/** A payment that is returned after its amount was paid again: the debt of the team is dropped, if all of it is still owed. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { debtDropped, mayComeBack } from '#libs/payments/ledger/rules/settle-payment.ts';
import {
  ENVELOPE,
  PERIOD,
  TEAM,
  debitedTwice,
  due,
  executed,
  given,
  posted,
  released,
  runMade,
} from '#test/support/ledger.ts';
import type { Authored } from '#test/support/specification.ts';

type History = readonly (LedgerEvent | Authored<LedgerEvent>)[];

/** The first payment was said to be rejected and is sent again, but the bank executed it after all. */
const SENT_AGAIN: History = [
  posted('d1'),
  due('d1', 10, 100n),
  runMade('R1', 11, ['e1']),
  released('e1', 'd1#1', 11, 100n),
  rejected(),
  runMade('R2', 12, ['e2']),
  released('e2', 'd1#1', 12, 100n),
];
const PAID_AGAIN: History = [...SENT_AGAIN, overpaid()];

function rejected(): LedgerEvent {
  const moved = posting(TEAM, { debit: 'released', credit: 'due', amountCents: 100n });
  const data = { envelope: ENVELOPE, endToEndId: 'e1', item: 'd1#1', team: TEAM, answer: 'r', ...moved };
  return { type: 'PaymentReturned', effective: '2026-01-12', data: { ...data, end: 'rejected' } };
}

function overpaid(): LedgerEvent {
  const event = debitedTwice('e1', 100n);
  const moved = posting(TEAM, { debit: 'to-recover', credit: 'due', amountCents: 100n });
  return { ...event, data: { ...event.data, ...moved } };
}

function about(type: 'RepaymentDemanded' | 'SetOff', amountCents: bigint): LedgerEvent {
  const of = { envelope: ENVELOPE, recovery: 'e1#1', team: TEAM };
  if (type === 'RepaymentDemanded') {
    const moved = posting(TEAM, { debit: 'demanded', credit: 'to-recover', amountCents });
    return { type, effective: '2026-01-16', data: { ...of, ...moved } };
  }
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents });
  const data = { ...of, run: 'R2', item: 'd2#1', debtEnvelope: ENVELOPE, ...moved };
  return { type, effective: '2026-01-16', data };
}

function settled(history: History) {
  const { state } = given(...history);
  const payment = state.payments.get('e1');
  assert.ok(payment !== undefined);
  return { dropped: debtDropped(state, payment, 'x'), may: mayComeBack(state, payment) };
}

test('the whole debt is dropped', () => {
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: 100n });
  const data = { envelope: ENVELOPE, recovery: 'e1#1', because: 'x', ...moved };
  const dropped = [{ type: 'RecoveryReduced', effective: PERIOD, data }];
  expect(settled(PAID_AGAIN)).toStrictEqual({ dropped, may: true });
});

test('a debt that is demanded, or partly set off, is not dropped, and the payment does not come back while the other is under way', () => {
  const setOff = [posted('d2'), due('d2', 10, 40n), about('SetOff', 40n)];
  for (const gone of [[about('RepaymentDemanded', 100n)], setOff]) {
    expect(settled([...PAID_AGAIN, ...gone])).toStrictEqual({ dropped: [], may: false });
    expect(settled([...PAID_AGAIN, ...gone, executed('e2', 100n)])).toStrictEqual({ dropped: [], may: true });
  }
});

test('nothing is dropped for what was not paid again', () => {
  expect(settled(SENT_AGAIN)).toStrictEqual({ dropped: [], may: true });
});
