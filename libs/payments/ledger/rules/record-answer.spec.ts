/** A payment is executed, or returned and due again; the same answer again changes nothing. */
import { expect, test } from '@jest/globals';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import type { Settlement } from '#libs/payments/ledger/rules/record-answer.ts';
import { ENVELOPE, TEAM, due, given, posted, released, runMade } from '#test/support/ledger.ts';

const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)] as const;

const answer = (id: string, outcome: Settlement['outcome'], amountCents = 100n) =>
  ({ type: 'answer', entries: [{ id, endToEndId: 'e1', outcome, day: 12, amountCents }] }) as const;
const said = (type: 'PaymentExecuted' | 'PaymentReturned', id: string, debit: TeamAccountKind): LedgerEvent => {
  const credit = type === 'PaymentExecuted' ? 'executed' : 'due';
  const moved = posting(TEAM, { debit, credit, amountCents: 100n });
  return {
    type,
    effective: '1970-01-13',
    data: { envelope: ENVELOPE, endToEndId: 'e1', item: 'd1#1', team: TEAM, answer: id, ...moved },
  };
};
const executed = said('PaymentExecuted', 'a', 'released');
const returned = said('PaymentReturned', 'b', 'released');

test('a payment that the bank executed is paid', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED'))
    .then(executed);
  expect(given(...SENT, executed).state.items.get('d1#1')?.status).toBe('paid');
});

test('a payment that came back is due again, executed before or not', () => {
  given(...SENT)
    .when(answer('b', 'RETURNED'))
    .then(returned);
  given(...SENT, executed)
    .when(answer('b', 'RETURNED'))
    .then(said('PaymentReturned', 'b', 'executed'));
  expect(given(...SENT, returned).state.items.get('d1#1')).toMatchObject({ status: 'returned', dueCents: 100n });
});

test('the same outcome again changes nothing', () => {
  given(...SENT, executed)
    .when(answer('a', 'EXECUTED'))
    .then();
  given(...SENT, executed)
    .when(answer('c', 'EXECUTED'))
    .then();
});

test('refuses the execution of a payment that came back', () => {
  given(...SENT, returned)
    .when(answer('c', 'EXECUTED'))
    .thenRefused('PAYMENT_ALREADY_RETURNED', { endToEndId: 'e1' });
});

test('refuses an answer with another amount, or about an unknown payment', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED', 99n))
    .thenRefused('ANSWERED_AMOUNT_DIFFERS', { endToEndId: 'e1', answeredCents: 99n, releasedCents: 100n });
  given().when(answer('a', 'EXECUTED')).thenRefused('UNKNOWN_PAYMENT', { endToEndId: 'e1' });
});
