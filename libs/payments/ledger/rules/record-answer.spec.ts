/** The bank's answers about a payment, in any order of its files: each outcome counts once, a contradiction changes nothing. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BookingReferences } from '#libs/payments/bank/booking-references.ts';
import { announcedEntries, announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import type { Settlement } from '#libs/payments/ledger/course.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent, PaymentReturned } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { lastWordOf } from '#libs/payments/ledger/payment.ts';
import { isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { ENVELOPE, TEAM, bankAnswer, confirm, due, given, posted, released, runMade } from '#test/support/ledger.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)] as const;

type Outcome = Settlement['outcome'];
const AT = '2026-01-15T10:00:00.000Z';

function settlement(id: string, outcome: Outcome, more: Partial<Settlement> = {}): Settlement {
  return { id, endToEndId: 'e1', outcome, day: 12, amountCents: 100n, ...more };
}

function answer(id: string, outcome: Outcome, amountCents = 100n) {
  return bankAnswer([settlement(id, outcome, { amountCents })]);
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

type History = readonly (LedgerEvent | Authored<LedgerEvent>)[];

/** Two payments of one run; the amount of the second. */
function twoSent(secondCents: bigint): History {
  return [
    posted('d1'),
    due('d1', 10, 100n),
    due('d1', 10, secondCents, 'd1#2'),
    runMade('R1', 11, ['e1', 'e2']),
    released('e1', 'd1#1', 11, 100n),
    released('e2', 'd1#2', 11, secondCents),
  ];
}

/** Dora hands in an answer of the bank. */
function taken(history: History, ...entries: readonly Settlement[]): History {
  return [...history, ...decided(history, bankAnswer(entries), 'Dora')];
}

/** Emma confirms all that waits. */
function confirmed(history: History): History {
  const { proposals } = given(...history).state;
  let all = history;
  for (const id of [...proposals.keys()])
    all = [...all, ...decided(all, confirm(given(...all).state, 'Emma', id, {}, AT), 'Emma')];
  return all;
}

function decided(history: History, command: LedgerCommand, who: string): History {
  return paymentLedger.decide(command, given(...history).state).map((event) => by(who, event, AT));
}

function typesOf(history: History): readonly string[] {
  return history.slice(SENT.length).map((one) => ('event' in one ? one.event.type : one.type));
}

function endOf(history: History) {
  const ledger = given(...history).state;
  const [payment, item] = [ledger.payments.get('e1'), ledger.items.get('d1#1')];
  const open = [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one));
  return {
    status: payment?.status,
    item: item?.status,
    open: open.map(({ code }) => code),
    proposals: ledger.proposals.size,
    balances: [...(ledger.envelopes.get(ENVELOPE)?.balances ?? [])].filter(([, cents]) => cents !== 0n),
  };
}

/** An answer of the bank, in a separate file, or a second person's confirmation of a waiting return. */
type Word = Outcome | 'CONFIRM';

function after(...words: readonly Word[]) {
  let history: History = SENT;
  for (const [i, word] of words.entries())
    history = word === 'CONFIRM' ? confirmed(history) : taken(history, settlement(`f${i} ${word}`, word));
  return endOf(history);
}

test('a payment that the bank executed is paid', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED'))
    .then(executed('a'));
  expect(after('EXECUTED')).toMatchObject({ status: 'EXECUTED', item: 'paid', open: [] });
});

describe('making a payment due again takes two people', () => {
  test('a rejection before the debit counts at once, unless the releaser hands it in', () => {
    given(...SENT)
      .when(answer('b', 'REJECTED'))
      .then(comesBack('b', 'rejected'));
    expect(after('REJECTED')).toMatchObject({ status: 'RETURNED', item: 'returned', proposals: 0 });
  });

  test('a rejection that the releaser of the payment hands in waits for another person', () => {
    const forged = { ...answer('b', 'REJECTED'), by: person('Carol') };
    const history = [...SENT, ...decided(SENT, forged, 'Carol')];
    expect(typesOf(history)).toStrictEqual(['AnswerProposed']);
    expect(endOf(history)).toMatchObject({ status: 'RELEASED', item: 'released', proposals: 1 });
    expect(endOf(confirmed(history))).toMatchObject({ status: 'RETURNED', item: 'returned', proposals: 0 });
    // Another person hands in the same file: no proposal waits any more.
    expect(endOf(taken(history, settlement('b', 'REJECTED')))).toMatchObject({ status: 'RETURNED', proposals: 0 });
    // So does another file about the same.
    expect(endOf(taken(history, settlement('b2', 'REJECTED')))).toMatchObject({ status: 'RETURNED', proposals: 0 });
  });

  test('a proposal of several waits until each of its payments is answered', () => {
    const two = twoSent(100n);
    const [one, other] = [settlement('b', 'REJECTED'), settlement('c', 'REJECTED', { endToEndId: 'e2' })];
    const byReleaser = { ...bankAnswer([one, other]), by: person('Carol') };
    const history = [...two, ...decided(two, byReleaser, 'Carol')];
    const waiting = (of: History) => given(...of).state.proposals.size;
    expect([waiting(history), waiting(taken(history, one))]).toStrictEqual([1, 1]);
    expect(waiting(taken(taken(history, one), other))).toBe(0);
  });

  test('a credit waits, before its debit or after it, and does not change the payment', () => {
    expect(after('EXECUTED', 'RETURNED')).toMatchObject({ status: 'EXECUTED', item: 'paid', proposals: 1 });
    expect(after('RETURNED')).toMatchObject({ status: 'RELEASED', item: 'released', proposals: 1 });
    const history = taken(SENT, settlement('a', 'EXECUTED'), settlement('b', 'RETURNED', { reason: 'AC04' }));
    expect(announcedReturns(given(...history).state).get('e1')).toMatchObject({
      outcome: 'RETURNED',
      day: 12,
      reason: 'AC04',
      by: person('Dora'),
    });
    expect(typesOf(confirmed(history)).slice(2)).toStrictEqual(['AnswerConfirmed', 'PaymentReturned']);
    expect(endOf(confirmed(history))).toMatchObject({ status: 'RETURNED', item: 'returned', proposals: 0 });
  });

  test('neither the person who handed it in nor the releaser of the payment confirms it', () => {
    const history = taken(SENT, settlement('a', 'EXECUTED'), settlement('b', 'RETURNED'));
    const { state } = given(...history);
    const [id = ''] = state.proposals.keys();
    given(...history)
      .when(confirm(state, 'Dora', id, {}, AT))
      .thenRefused('SECOND_PERSON_REQUIRED');
    given(...history)
      .when(confirm(state, 'Carol', id, {}, AT))
      .thenRefused('ANSWERED_BY_RELEASER');
    given(...history)
      .when({ ...confirm(state, 'Emma', id, {}, AT), code: undefined } as LedgerCommand)
      .thenRefused('CONFIRMATION_CODE_REQUIRED');
  });

  test('one proposal holds all the returns of a file, and none is proposed twice at once', () => {
    const two = twoSent(200n);
    const second = settlement('c', 'RETURNED', { endToEndId: 'e2', amountCents: 200n });
    const piece = taken(two, second);
    const both = taken(piece, settlement('b', 'RETURNED'), second);
    const entries = [...given(...both).state.proposals.values()].map((one) =>
      announcedEntries(one).map(({ endToEndId }) => endToEndId),
    );
    expect(entries).toStrictEqual([['e2'], ['e1']]);
    expect(taken(both, settlement('b', 'RETURNED'), second)).toStrictEqual(both);
    // The same booking in a file of another kind has another id.
    expect(taken(both, settlement('b2', 'RETURNED'))).toStrictEqual(both);
    const whole = taken(two, settlement('b', 'RETURNED'), second);
    expect(given(...whole).state.proposals.size).toBe(1);
    const stands = (history: History) => [...given(...history).state.payments.values()].map(({ status }) => status);
    expect(stands(confirmed(both))).toStrictEqual(['RETURNED', 'RETURNED']);
    expect(stands(confirmed(whole))).toStrictEqual(['RETURNED', 'RETURNED']);
  });

  test('after a refusal the payment stays executed, with the person and the reason; the file may propose it again', () => {
    const history = taken(SENT, settlement('a', 'EXECUTED'), settlement('b', 'RETURNED', { reason: 'AC04' }));
    const [id = ''] = given(...history).state.proposals.keys();
    const refusing = { type: 'refuse', proposal: id, by: person('Emma'), reason: 'le relevé ne l’a pas' } as const;
    const refused = [...history, ...decided(history, refusing, 'Emma')];
    expect(endOf(refused)).toMatchObject({ status: 'EXECUTED', item: 'paid', proposals: 0 });
    expect(given(...refused).state.refusedReturns.get('e1')).toMatchObject({
      reason: 'AC04',
      by: person('Emma'),
      because: 'le relevé ne l’a pas',
    });
    const again = taken(refused, settlement('b', 'RETURNED'));
    expect(endOf(again).proposals).toBe(1);
    expect(endOf(confirmed(again)).status).toBe('RETURNED');
  });

  test('expired, it is proposed again by the same file', () => {
    const history = taken(SENT, settlement('b', 'RETURNED'));
    const later = { ...answer('b', 'RETURNED'), at: '2026-03-15T10:00:00.000Z' };
    expect(decided(history, later, 'Dora')).toHaveLength(1);
  });
});

test('a return may come before its debit, whose file then changes nothing', () => {
  given(...SENT, comesBack('b', 'returned'))
    .when(answer('a', 'EXECUTED'))
    .then(bookedAfter('a', 'DEBIT'));
  const whole = after('EXECUTED', 'RETURNED', 'CONFIRM');
  expect(after('RETURNED', 'EXECUTED', 'CONFIRM')).toStrictEqual(whole);
  expect(after('RETURNED', 'CONFIRM', 'EXECUTED')).toStrictEqual(whole);
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

  test('is kept, once, and moves no amount', () => {
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

  test('ends once the bank has credited the payment back', () => {
    const whole = after('EXECUTED', 'RETURNED', 'CONFIRM');
    expect(after('EXECUTED', 'REJECTED', 'RETURNED', 'CONFIRM')).toStrictEqual(whole);
    expect(after('REJECTED', 'EXECUTED', 'RETURNED', 'CONFIRM')).toStrictEqual(whole);
  });
});

test('in whichever order files and confirmations come, a payment that was credited back ends the same, and the accounts balance', () => {
  const words: readonly Word[] = ['EXECUTED', 'REJECTED', 'RETURNED', 'CONFIRM', 'EXECUTED', 'RETURNED', 'CONFIRM'];
  const ended = after('EXECUTED', 'RETURNED', 'CONFIRM');
  fc.assert(
    fc.property(fc.shuffledSubarray([...words], { minLength: words.length }), (shuffled) => {
      expect(after(...shuffled, 'CONFIRM')).toStrictEqual(ended);
    }),
    { numRuns: 200 },
  );
});

describe('a second debit of one payment', () => {
  const [FIRST, SECOND] = ['D-1', 'D-2'].map((reference) => ofTransaction(reference));

  function ofTransaction(reference: string): BookingReferences {
    return { transaction: [reference], entry: [], of: 'PAYMENT' };
  }
  function ofEntry(reference: string, of: BookingReferences['of'] = 'PAYMENT'): BookingReferences {
    return { transaction: [], entry: [reference], of };
  }
  function ofBatch(reference: string, entry: string): BookingReferences {
    return { transaction: [reference], entry: [entry], of: 'BATCH' };
  }
  const debit = (id: string, booked: BookingReferences | undefined, day = 12) =>
    settlement(id, 'EXECUTED', { booked, day });
  const credit = (id: string, booked: BookingReferences | undefined, day = 13) =>
    settlement(id, 'RETURNED', { booked, day });
  const all = (...entries: readonly Settlement[]): History =>
    entries.reduce<History>((history, one) => taken(history, one), SENT);

  test('under another reference of the bank is a contradiction, once, whichever of the two comes first', () => {
    for (const two of [
      [debit('a', FIRST), debit('b', SECOND)],
      [debit('b', SECOND), debit('a', FIRST)],
      [debit('p', undefined), debit('a', FIRST), debit('b', SECOND)],
      [debit('a', FIRST), debit('p', undefined), debit('b', SECOND, 15)],
      [debit('a', ofEntry('E-1', 'BATCH')), debit('b', ofEntry('E-2'), 15)],
      [debit('a', { transaction: ['D-1'], entry: ['E-1'], of: 'PAYMENT' }), debit('b', ofEntry('E-2'))],
      // Twice within one entry, which has one reference for all its transactions.
      [debit('a', ofBatch('D-1', 'E-1')), debit('b', ofBatch('D-2', 'E-1'))],
    ]) {
      const history = all(...two);
      expect(endOf(history)).toMatchObject({ status: 'EXECUTED', item: 'paid', open: ['DEBITED_TWICE'] });
      const again = taken(history, ...two.map((one) => ({ ...one, id: `${one.id} in another file` })));
      expect(endOf(again).open).toStrictEqual(['DEBITED_TWICE']);
    }
    const inOneFile = taken(SENT, debit('a', FIRST), debit('b', SECOND));
    expect(endOf(inOneFile)).toMatchObject({ status: 'EXECUTED', open: ['DEBITED_TWICE'] });
  });

  test('is none if an earlier program recorded the first one under the same reference, masked', () => {
    const masked = ofTransaction(`2${'*'.repeat(12)}`);
    const again = all(debit('a', masked), debit('b', ofTransaction('2740211918707')));
    expect(endOf(again)).toMatchObject({ status: 'EXECUTED', item: 'paid', open: [] });
    const other = all(debit('a', masked), debit('b', ofTransaction('3740211918707')));
    expect(endOf(other).open).toStrictEqual(['DEBITED_TWICE']);
  });

  test('is none if the file does not show another booking', () => {
    for (const same of [
      // The same booking in camt.053 and camt.054, or in a status report as well.
      [debit('a', FIRST), debit('b', FIRST)],
      [debit('a', FIRST, 12), debit('b', FIRST, 14)],
      [debit('p', undefined), debit('a', FIRST), debit('q', undefined)],
      // One file has only the reference of the transaction, the other only that of the entry.
      [debit('a', FIRST), debit('b', ofEntry('E-1'))],
      // Payments notified one by one are one entry on the statement of the day.
      [debit('a', ofEntry('E-1')), debit('b', ofEntry('E-all', 'BATCH'))],
      // In both files with the references of the transaction and of the entry.
      [debit('a', ofBatch('D-1', 'E-1')), debit('b', { ...ofBatch('D-1', 'E-2'), of: 'PAYMENT' }, 14)],
      [debit('a', ofBatch('D-1', 'E-1')), debit('b', ofEntry('E-1', 'BATCH'))],
      [debit('a', ofEntry('')), debit('b', { transaction: [], entry: [], of: 'PAYMENT' })],
      [debit('a', { transaction: [], entry: [], of: 'PAYMENT' }), debit('b', FIRST, 20)],
    ])
      expect(endOf(all(...same))).toMatchObject({ status: 'EXECUTED', open: [] });
  });

  test('after its return is a contradiction, and the due amount is not paid until two persons settle it', () => {
    const returned = confirmed(all(debit('a', FIRST), credit('b', ofTransaction('C-1'))));
    const history = taken(returned, debit('c', SECOND, 20));
    expect(endOf(history)).toMatchObject({ status: 'RETURNED', open: ['DEBITED_AFTER_RETURN'] });
    expect(endOf(taken(returned, debit('c', { transaction: [], entry: [], of: 'PAYMENT' }, 20))).open).toHaveLength(1);
    // The same debit in another file, and a debit that a status report gives.
    expect(endOf(taken(returned, debit('c', FIRST, 20), debit('d', undefined, 20))).open).toStrictEqual([]);
    // When a payment came back before its debit is known, its first debit is of a day before the return.
    const before = confirmed(all(credit('b', ofTransaction('C-1'))));
    expect(endOf(taken(before, debit('a', FIRST)))).toMatchObject({ status: 'RETURNED', open: [] });
    expect(endOf(taken(before, debit('a', FIRST, 20))).open).toStrictEqual(['DEBITED_AFTER_RETURN']);
  });

  test('without references, on one day, counts once in several files', () => {
    const returned = confirmed(all(debit('a', FIRST), credit('b', ofTransaction('C-1'))));
    const nameless = { transaction: [], entry: [], of: 'PAYMENT' } as const;
    const once = taken(taken(returned, debit('c', nameless, 20)), debit('d', nameless, 20));
    expect(endOf(once).open).toStrictEqual(['DEBITED_AFTER_RETURN']);
    expect(endOf(taken(once, debit('e', nameless, 21))).open).toHaveLength(2);
  });

  test('is none after a rejection, which it contradicts', () => {
    const rejected = taken(SENT, settlement('b', 'REJECTED'));
    expect(endOf(taken(rejected, debit('c', FIRST, 20))).open).toStrictEqual(['EXECUTED_AFTER_REJECTION']);
  });

  test('of one payment says nothing about another', () => {
    const more = [due('d1', 10, 100n, 'd1#2'), runMade('R2', 11, ['e2']), released('e2', 'd1#2', 11, 100n)];
    const twice = taken([...SENT, ...more], debit('a', FIRST), debit('b', SECOND));
    const other = { ...debit('c', ofTransaction('D-3')), endToEndId: 'e2' };
    const back = { ...credit('d', ofTransaction('C-3')), endToEndId: 'e2' };
    const { payments, items } = given(...confirmed(taken(taken(twice, other), back))).state;
    expect([payments.get('e1')?.status, payments.get('e2')?.status]).toStrictEqual(['EXECUTED', 'RETURNED']);
    expect(items.get('d1#2')?.status).toBe('returned');
  });

  test('ends with the first of two credits in one file, and the second is of the payment itself', () => {
    const twice = all(debit('a', FIRST), debit('b', SECOND));
    const both = confirmed(taken(twice, credit('c', ofTransaction('C-1')), credit('d', ofTransaction('C-2'))));
    expect(typesOf(both).slice(-2)).toStrictEqual(['SecondDebitReturned', 'PaymentReturned']);
    expect(endOf(both)).toMatchObject({ status: 'RETURNED', item: 'returned', proposals: 0, open: [] });
  });

  test('ends with its credit, which makes no amount due', () => {
    const twice = all(debit('a', FIRST), debit('b', SECOND));
    for (const reason of ['DUPL', 'AM05', 'FOCR', undefined]) {
      const back = taken(twice, { ...credit('c', ofTransaction('C-1')), reason });
      expect(endOf(back)).toMatchObject({ status: 'EXECUTED', proposals: 1, open: ['DEBITED_TWICE'] });
      const ended = confirmed(back);
      expect(typesOf(ended).slice(-2)).toStrictEqual(['AnswerConfirmed', 'SecondDebitReturned']);
      expect(endOf(ended)).toMatchObject({ status: 'EXECUTED', item: 'paid', proposals: 0, open: [] });
      // The same credit in another file is known; another one is of the payment itself.
      expect(endOf(taken(ended, credit('c2', ofTransaction('C-1')))).proposals).toBe(0);
      const both = confirmed(taken(ended, credit('d', ofTransaction('C-2'))));
      expect(endOf(both)).toMatchObject({ status: 'RETURNED', item: 'returned', open: [] });
    }
    expect(
      endOf(confirmed(all(debit('a', FIRST), credit('c', ofTransaction('C-1')), debit('b', SECOND)))),
    ).toMatchObject({
      status: 'EXECUTED',
      open: [],
    });
  });

  test('of the copy only, by its reason, waits while a second debit is open, and otherwise leaves the ledger unchanged', () => {
    const copy = { ...credit('c', ofTransaction('C-1')), reason: 'DUPL', isOfCopy: true };
    expect(endOf(taken(all(debit('a', FIRST)), copy))).toMatchObject({ status: 'EXECUTED', proposals: 0 });
    const waits = taken(all(debit('a', FIRST), debit('b', SECOND)), copy);
    expect(endOf(waits).proposals).toBe(1);
    expect(endOf(confirmed(waits))).toMatchObject({ status: 'EXECUTED', item: 'paid', open: [] });
  });
});

describe('a payment that the bank has not decided', () => {
  const waits = (status: string, day: number): LedgerCommand =>
    bankAnswer([], { waiting: [{ endToEndId: 'e1', status, reason: 'NARR', detail: undefined, day }] });
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
    const payment = given(...SENT, first).state.payments.get('e1');
    expect(payment).toMatchObject({ waiting: { status: 'RCVC', reason: 'NARR' } });
    expect(payment && lastWordOf(payment)).toMatchObject({ day: '1970-01-13', status: 'RCVC', reason: 'NARR' });
    const settled = given(...SENT, executed('a')).state.payments.get('e1');
    expect(settled && lastWordOf(settled).day).toBe('1970-01-13');
    given(...SENT, first)
      .when(waits('RCVC', 13))
      .then();
    given(...SENT, first)
      .when(waits('PDNG', 13))
      .then(waiting('PDNG', '1970-01-14'));
    // A late report gives an earlier status.
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
    .when(bankAnswer([], { bookings: [booking] }))
    .then(booked);
  given(...SENT, booked)
    .when(bankAnswer([], { bookings: [booking] }))
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
    .when(bankAnswer([], { matched: ['k1'] }))
    .then();
});

test('refuses an answer with another amount, or about an unknown payment', () => {
  given(...SENT)
    .when(answer('a', 'EXECUTED', 99n))
    .thenRefused('ANSWERED_AMOUNT_DIFFERS', { endToEndId: 'e1', answeredCents: 99n, releasedCents: 100n });
  given().when(answer('a', 'EXECUTED')).thenRefused('UNKNOWN_PAYMENT', { endToEndId: 'e1' });
});
