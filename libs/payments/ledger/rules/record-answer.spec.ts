/** What the bank answers about a payment, in whichever order its files come: each outcome counts once, a contradiction changes nothing. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEvent, PaymentReturned } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { type Answer, type Settlement, answered } from '#libs/payments/ledger/rules/record-answer.ts';
import { isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { ENVELOPE, TEAM, due, given, posted, released, runMade } from '#test/support/ledger.ts';
import type { Authored } from '#test/support/specification.ts';

const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)] as const;

type Outcome = Settlement['outcome'];

function answer(id: string, outcome: Outcome, amountCents = 100n) {
  return { type: 'answer', entries: [{ id, endToEndId: 'e1', outcome, day: 12, amountCents }] } as const;
}

function said(id: string, debit: TeamAccountKind, credit: TeamAccountKind) {
  const moved = posting(TEAM, { debit, credit, amountCents: 100n });
  return {
    effective: '1970-01-13',
    data: { envelope: ENVELOPE, endToEndId: 'e1', item: 'd1#1', team: TEAM, answer: id, ...moved },
  };
}

function executed(id: string): LedgerEvent {
  return { type: 'PaymentExecuted', ...said(id, 'released', 'executed') };
}

function comesBack(id: string, end: PaymentReturned['data']['end'], debit: TeamAccountKind = 'released'): LedgerEvent {
  const { effective, data } = said(id, debit, 'due');
  return { type: 'PaymentReturned', effective, data: { ...data, end } };
}

function bookedAfter(id: string, booked: 'DEBIT' | 'CREDIT'): LedgerEvent {
  const data = { envelope: ENVELOPE, endToEndId: 'e1', team: TEAM, answer: id, booked };
  return { type: 'ReturnBooked', effective: '1970-01-13', data };
}

/** The state after these answers, each of a file of its own. */
function after(...outcomes: readonly Outcome[]) {
  const events: (LedgerEvent | Authored<LedgerEvent>)[] = [...SENT];
  for (const [i, outcome] of outcomes.entries())
    events.push(...answered(given(...events).state, answer(`f${i} ${outcome}`, outcome)).events);
  const ledger = given(...events).state;
  const [payment, item] = [ledger.payments.get('e1'), ledger.items.get('d1#1')];
  const open = [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one));
  return {
    status: payment?.status,
    item: item?.status,
    open: open.map(({ code }) => code),
    balances: [...(ledger.envelopes.get(ENVELOPE)?.balances ?? [])].filter(([, cents]) => cents !== 0n),
  };
}

test('a payment that the bank executed is paid', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED'))
    .then(executed('a'));
  expect(after('EXECUTED')).toMatchObject({ status: 'EXECUTED', item: 'paid', open: [] });
});

test('a payment that came back is due again: rejected before its debit, or returned after', () => {
  given(...SENT)
    .when(answer('b', 'REJECTED'))
    .then(comesBack('b', 'rejected'));
  given(...SENT, executed('a'))
    .when(answer('b', 'RETURNED'))
    .then(comesBack('b', 'returned', 'executed'));
  expect(after('REJECTED')).toMatchObject({ status: 'RETURNED', item: 'returned' });
});

test('a return may come before its debit, whose file then changes nothing', () => {
  given(...SENT)
    .when(answer('b', 'RETURNED'))
    .then(comesBack('b', 'returned'));
  given(...SENT, comesBack('b', 'returned'))
    .when(answer('a', 'EXECUTED'))
    .then(bookedAfter('a', 'DEBIT'));
  expect(after('RETURNED', 'EXECUTED')).toStrictEqual(after('EXECUTED', 'RETURNED'));
});

test('the same outcome again changes nothing', () => {
  given(...SENT, executed('a'))
    .when(answer('a', 'EXECUTED'))
    .then();
  given(...SENT, executed('a'))
    .when(answer('c', 'EXECUTED'))
    .then();
  const whole = [executed('a'), comesBack('b', 'returned', 'executed')];
  for (const outcome of ['EXECUTED', 'REJECTED', 'RETURNED'] as const)
    given(...SENT, ...whole)
      .when(answer('c', outcome))
      .then();
});

describe('a contradiction', () => {
  const contradiction = (code: 'REJECTED_AFTER_EXECUTION' | 'EXECUTED_AFTER_REJECTION', id: string): LedgerEvent => ({
    type: 'AnswerContradicted',
    effective: '1970-01-13',
    data: {
      envelope: ENVELOPE,
      contradiction: `${code} ${id}`,
      endToEndId: 'e1',
      team: TEAM,
      code,
      day: 12,
      answeredCents: null,
      statuses: [],
      reason: null,
    },
  });

  test('is kept, once, and moves nothing', () => {
    const rejected = contradiction('REJECTED_AFTER_EXECUTION', 'b');
    given(...SENT, executed('a'))
      .when(answer('b', 'REJECTED'))
      .then(rejected);
    given(...SENT, executed('a'), rejected)
      .when(answer('b', 'REJECTED'))
      .then();
    given(...SENT, comesBack('b', 'rejected'))
      .when(answer('a', 'EXECUTED'))
      .then(contradiction('EXECUTED_AFTER_REJECTION', 'a'));
    expect(after('EXECUTED', 'REJECTED')).toMatchObject({ status: 'EXECUTED', open: ['REJECTED_AFTER_EXECUTION'] });
    expect(after('REJECTED', 'EXECUTED')).toMatchObject({ status: 'RETURNED', open: ['EXECUTED_AFTER_REJECTION'] });
  });

  test('is no more once the bank has credited the payment back', () => {
    const whole = after('EXECUTED', 'RETURNED');
    expect(after('EXECUTED', 'REJECTED', 'RETURNED')).toStrictEqual(whole);
    expect(after('REJECTED', 'EXECUTED', 'RETURNED')).toStrictEqual(whole);
  });
});

test('in whichever order the files come, a payment that was credited back ends the same, and the accounts balance', () => {
  const outcomes: readonly Outcome[] = ['EXECUTED', 'REJECTED', 'RETURNED', 'EXECUTED', 'RETURNED'];
  const ended = after('EXECUTED', 'RETURNED');
  fc.assert(
    fc.property(fc.shuffledSubarray([...outcomes], { minLength: outcomes.length }), (shuffled) => {
      expect(after(...shuffled)).toStrictEqual(ended);
    }),
    { numRuns: 120 },
  );
});

describe('a payment that the bank has not decided', () => {
  const waits = (status: string, day: number): Answer & { readonly type: 'answer' } => ({
    type: 'answer',
    entries: [],
    waiting: [{ endToEndId: 'e1', status, reason: 'NARR', detail: undefined, day }],
  });
  const waiting = (status: string, effective: string): LedgerEvent => ({
    type: 'PaymentWaiting',
    effective,
    data: { envelope: ENVELOPE, endToEndId: 'e1', team: TEAM, status, reason: 'NARR', detail: null },
  });

  test('shows the last code of the bank, known or not, until it is settled', () => {
    const first = waiting('RCVC', '1970-01-13');
    given(...SENT)
      .when(waits('RCVC', 12))
      .then(first);
    expect(given(...SENT, first).state.payments.get('e1')).toMatchObject({
      waiting: { status: 'RCVC', reason: 'NARR' },
    });
    given(...SENT, first)
      .when(waits('RCVC', 13))
      .then();
    given(...SENT, first)
      .when(waits('PDNG', 13))
      .then(waiting('PDNG', '1970-01-14'));
    // A report that comes late says what was true before.
    given(...SENT, waiting('PDNG', '1970-01-14'))
      .when(waits('RCVC', 12))
      .then();
    given(...SENT, first, executed('a'))
      .when(waits('PDNG', 13))
      .then();
    given(...SENT, first)
      .when(answer('a', 'EXECUTED'))
      .then(executed('a'));
  });
});

test('a booking without its payments waits until they are found', () => {
  const booking = {
    id: 'k1',
    file: 'R1',
    outcome: 'EXECUTED',
    day: 12,
    amountCents: 100n,
    status: 'BOOK',
    reason: undefined,
    detail: undefined,
    reference: 'A1',
    isMatched: false,
  } as const;
  const booked: LedgerEvent = {
    type: 'RunBooked',
    effective: '1970-01-13',
    data: {
      booking: 'k1',
      file: 'R1',
      outcome: 'EXECUTED',
      bookedCents: 100n,
      status: 'BOOK',
      reason: null,
      detail: null,
      reference: 'A1',
    },
  };
  given(...SENT)
    .when({ type: 'answer', entries: [], bookings: [booking] })
    .then(booked);
  given(...SENT, booked)
    .when({ type: 'answer', entries: [], bookings: [booking] })
    .then();
  const matched: LedgerEvent = {
    type: 'RunBookingMatched',
    effective: '1970-01-13',
    data: { booking: 'k1', file: 'R1' },
  };
  given(...SENT, booked)
    .when({ ...answer('a', 'EXECUTED'), matched: ['k1'] })
    .then(executed('a'), matched);
  given(...SENT, booked, matched)
    .when({ type: 'answer', entries: [], matched: ['k1'] })
    .then();
});

test('refuses an answer with another amount, or about an unknown payment', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED', 99n))
    .thenRefused('ANSWERED_AMOUNT_DIFFERS', { endToEndId: 'e1', answeredCents: 99n, releasedCents: 100n });
  given().when(answer('a', 'EXECUTED')).thenRefused('UNKNOWN_PAYMENT', { endToEndId: 'e1' });
});
