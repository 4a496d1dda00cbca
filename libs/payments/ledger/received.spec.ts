/** The transfers that a team received, where the bank debited a payment twice: by statement, by year and for the team they are the same. */
import { expect, test } from '@jest/globals';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { paidSumsOf } from '#libs/payments/ledger/queries/find-paid.ts';
import { receivedTransfers } from '#libs/payments/ledger/received.ts';
import { shownPayments } from '#libs/payments/runs/shown-payment.ts';
import { teamBalance } from '#libs/payments/ledger/balances.ts';
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

const PAID = [
  posted('d1'),
  due('d1', 10, 100n),
  runMade('R1', 11, ['e1']),
  released('e1', 'd1#1', 11, 100n),
  executed('e1', 100n),
] as const;
const TWICE = [...PAID, debitedTwice('e1', 100n)] as const;
const of = { envelope: ENVELOPE, endToEndId: 'e1', item: 'd1#1', team: TEAM, answer: 'y' };

function paid(...history: readonly (LedgerEvent | Authored<LedgerEvent>)[]): unknown {
  const { state } = given(...history);
  const envelope = state.envelopes.get(ENVELOPE);
  const { paidCents, owedCents, dueCents } = paidSumsOf(state, { team: TEAM, period: PERIOD });
  const transfers = receivedTransfers(state).map(({ day, amountCents }) => `${day} ${amountCents}`);
  const executedCents = envelope && -teamBalance(envelope, 'executed', TEAM);
  return { transfers, executedCents, paidCents, owedCents, dueCents };
}

test('a payment that the bank debited twice is received twice, and one of them is owed', () => {
  expect(paid(...PAID)).toStrictEqual({
    transfers: ['2026-01-12 100'],
    executedCents: 100n,
    paidCents: 100n,
    owedCents: 0n,
    dueCents: 0n,
  });
  expect(paid(...TWICE)).toStrictEqual({
    transfers: ['2026-01-12 100', '2026-01-15 100'],
    executedCents: 200n,
    paidCents: 200n,
    owedCents: 100n,
    dueCents: 0n,
  });
});

test('a payment is shown with its second debit', () => {
  const shown = (...history: readonly (LedgerEvent | Authored<LedgerEvent>)[]) => {
    const { state } = given(...history);
    return shownPayments(state, [...state.payments.values()]).map(({ secondDebitCents }) => secondDebitCents);
  };
  expect([shown(...PAID), shown(...TWICE)]).toStrictEqual([[0n], [100n]]);
});

test('a second debit stays received when the first one comes back', () => {
  const moved = posting(TEAM, { debit: 'executed', credit: 'due', amountCents: 100n });
  const back = {
    type: 'PaymentReturned',
    effective: '2026-01-16',
    data: { ...of, ...moved, end: 'returned' },
  } as const;
  expect(paid(...TWICE, back)).toStrictEqual({
    transfers: ['2026-01-15 100'],
    executedCents: 100n,
    paidCents: 100n,
    owedCents: 100n,
    dueCents: 100n,
  });
});

test('a second debit that was none after all is not received', () => {
  const moved = posting(TEAM, { debit: 'executed', credit: 'to-recover', amountCents: 100n });
  const data = { envelope: ENVELOPE, recovery: 'e1#1', because: 'y', ...moved };
  const once = { type: 'RecoveryReduced', effective: PERIOD, data } as const;
  expect(paid(...TWICE, once)).toStrictEqual(paid(...PAID));
});
