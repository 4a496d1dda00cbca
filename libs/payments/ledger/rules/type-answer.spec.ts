/** Two persons say how a payment stands, in any direction; neither of them released it. */
import { describe, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import { codeOfProposal } from '#libs/payments/ledger/change.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type PaymentLedger, isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { ENVELOPE, due, given, posted, released, runMade } from '#test/support/ledger.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

/** The instant of the release, and of all else. */
const AT = '2026-01-15T10:00:00.000Z';
const DAY = '2026-01-15';
const LOOKED = { hasLeft: false, account: undefined };

const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)];

function entry(outcome: TypedEntry['outcome'], more: Partial<TypedEntry> = {}): TypedEntry {
  return { endToEndId: 'e1', outcome, day: dayFromText(DAY), amountCents: 100n, reason: null, ...more };
}

function propose(entries: readonly TypedEntry[], who = 'Dora') {
  const change = { kind: 'ANSWER', answer: 'x', entries, reason: 'appel à la banque' } as const;
  return { type: 'propose', change, looked: LOOKED, by: person(who), at: AT } as const;
}

function confirm(code: string | undefined, who = 'Emma') {
  return { type: 'confirm', proposal: 'answer:x', looked: LOOKED, by: person(who), at: AT, code } as const;
}

type History = readonly (LedgerEvent | Authored<LedgerEvent>)[];

/** The events after two persons said this of the payment. */
function typed(before: History, outcome: TypedEntry['outcome']): History {
  const proposed = paymentLedger
    .decide(propose([entry(outcome)]), given(...before).state)
    .map((one) => by('Dora', one, AT));
  const { state } = given(...before, ...proposed);
  const effects = paymentLedger.decide(confirm(codeNow(state)), state).map((one) => by('Emma', one, AT));
  return [...before, ...proposed, ...effects];
}

function codeNow(state: PaymentLedger): string {
  const [proposal] = state.proposals.values();
  if (proposal === undefined) throw new RangeError('nothing is proposed');
  return codeOfProposal(state, proposal);
}

function stands(history: History): readonly unknown[] {
  const { payments, items, envelopes, proposals } = given(...history).state;
  const balances = [...(envelopes.get(ENVELOPE)?.balances ?? [])].filter(([, cents]) => cents !== 0n);
  return [payments.get('e1')?.status, items.get('d1#1')?.status, balances, proposals.size];
}

const RELEASED = stands(SENT);
const EXECUTED = [
  'EXECUTED',
  'paid',
  [
    ['charges:T1', 100n],
    ['executed:T1', -100n],
  ],
  0,
];
const RETURNED = [
  'RETURNED',
  'returned',
  [
    ['charges:T1', 100n],
    ['due:T1', -100n],
  ],
  0,
];

test('a payment of a cancelled run is said to be executed all the same; it is due already, so nothing comes back', () => {
  const posting = { debit: 'released:T1', credit: 'due:T1', amountCents: 100n } as const;
  const of = { envelope: ENVELOPE, run: 'R1', endToEndId: 'e1', item: 'd1#1', team: 'T1' };
  const cancelled = [
    ...SENT,
    by('Carl', { type: 'PaymentCancelled', effective: DAY, data: { ...of, ...posting } } as const, AT),
  ];
  expect(stands(cancelled).slice(0, 2)).toStrictEqual(['CANCELLED', 'due']);
  expect(stands(typed(cancelled, 'EXECUTED'))).toStrictEqual(EXECUTED);
  expect(stands(typed(cancelled, 'RELEASED'))).toStrictEqual(RELEASED);
  expect(stands(typed(cancelled, 'RETURNED'))).toStrictEqual(stands(cancelled));
  const again = [...cancelled, runMade('R2', 12, ['e2']), released('e2', 'd1#1', 12, 100n)];
  given(...again)
    .when(propose([entry('EXECUTED')]))
    .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since: 'e2' });
});

test('a payment is said to be executed, rejected or returned', () => {
  expect(stands(typed(SENT, 'EXECUTED'))).toStrictEqual(EXECUTED);
  expect(stands(typed(SENT, 'RETURNED'))).toStrictEqual(RETURNED);
  expect(stands(typed(SENT, 'REJECTED'))).toStrictEqual(RETURNED);
});

test('what was said is corrected both ways, and back to the bank', () => {
  const [executed, returned] = [typed(SENT, 'EXECUTED'), typed(SENT, 'RETURNED')];
  expect(stands(typed(executed, 'RETURNED'))).toStrictEqual(RETURNED);
  expect(stands(typed(executed, 'RELEASED'))).toStrictEqual(RELEASED);
  expect(stands(typed(returned, 'EXECUTED'))).toStrictEqual(EXECUTED);
  expect(stands(typed(returned, 'RELEASED'))).toStrictEqual(RELEASED);
});

test('it counts once a second person has confirmed what was read', () => {
  const { state } = given(
    ...SENT,
    ...paymentLedger.decide(propose([entry('EXECUTED')]), given(...SENT).state).map((one) => by('Dora', one, AT)),
  );
  expect(state.payments.get('e1')?.status).toBe('RELEASED');
  const decide = (command: ReturnType<typeof confirm>) => () => paymentLedger.decide(command, state);
  expect(decide(confirm(undefined))).toThrow(expect.objectContaining({ code: 'CONFIRMATION_CODE_REQUIRED' }));
  expect(decide(confirm('0123456789'))).toThrow(expect.objectContaining({ code: 'PROPOSAL_CHANGED' }));
  expect(decide(confirm(codeNow(state), 'Dora'))).toThrow(expect.objectContaining({ code: 'SECOND_PERSON_REQUIRED' }));
  expect(decide(confirm(codeNow(state), 'Carol'))).toThrow(expect.objectContaining({ code: 'ANSWERED_BY_RELEASER' }));
  expect(decide(confirm(codeNow(state)))().map(({ type }) => type)).toStrictEqual([
    'AnswerConfirmed',
    'PaymentExecuted',
  ]);
});

test('the code is of how the payment stood: an answer of the bank meanwhile changes it', () => {
  const proposed = paymentLedger
    .decide(propose([entry('EXECUTED')]), given(...SENT).state)
    .map((one) => by('Dora', one, AT));
  const code = codeNow(given(...SENT, ...proposed).state);
  const answer = { id: 'b', endToEndId: 'e1', outcome: 'REJECTED', day: dayFromText(DAY), amountCents: 100n } as const;
  const { state } = given(...SENT, ...proposed);
  const rejected = paymentLedger.decide({ type: 'answer', entries: [answer] }, state);
  given(...SENT, ...proposed, ...rejected)
    .when(confirm(code))
    .thenRefused('PROPOSAL_CHANGED');
});

test('it ends what was contradicted of the payment', () => {
  const at = { day: dayFromText(DAY), amountCents: 100n };
  const entries = [
    { id: 'a', endToEndId: 'e1', outcome: 'EXECUTED', ...at },
    { id: 'b', endToEndId: 'e1', outcome: 'REJECTED', ...at },
  ] as const;
  const contradicted = [...SENT, ...paymentLedger.decide({ type: 'answer', entries }, given(...SENT).state)];
  const open = (history: History): readonly string[] => {
    const { state } = given(...history);
    return [...state.contradictions.values()].filter((one) => isOpenContradiction(state, one)).map(({ code }) => code);
  };
  expect(open(contradicted)).toStrictEqual(['REJECTED_AFTER_EXECUTION']);
  const settled = typed(contradicted, 'EXECUTED');
  expect([open(settled), stands(settled)]).toStrictEqual([[], EXECUTED]);
});

describe('is refused', () => {
  test('without a payment, of an unknown one, twice, or for another amount', () => {
    const refusal = (entries: readonly TypedEntry[], code: string): void => {
      given(...SENT)
        .when(propose(entries))
        .thenRefused(code);
    };
    refusal([], 'ANSWER_EMPTY');
    refusal([entry('EXECUTED', { endToEndId: 'e9' })], 'UNKNOWN_PAYMENT');
    refusal([entry('EXECUTED'), entry('RETURNED')], 'PAYMENT_ANSWERED_TWICE');
    refusal([entry('EXECUTED', { amountCents: 99n })], 'ANSWERED_AMOUNT_DIFFERS');
  });

  test('of a day before the release, or to come', () => {
    for (const [day, code] of [
      ['2026-01-14', 'ANSWER_BEFORE_RELEASE'],
      ['2026-01-16', 'ANSWER_DAY_TO_COME'],
    ] as const)
      given(...SENT)
        .when(propose([entry('EXECUTED', { day: dayFromText(day) })]))
        .thenRefused(code);
  });

  test('by who released the payment', () => {
    given(...SENT)
      .when(propose([entry('EXECUTED')], 'Carol'))
      .thenRefused('ANSWERED_BY_RELEASER');
  });

  test('where what came back was paid again', () => {
    const again = [...typed(SENT, 'RETURNED'), runMade('R2', 12, ['e2']), released('e2', 'd1#1', 12, 100n)];
    given(...again)
      .when(propose([entry('EXECUTED')]))
      .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since: 'e2' });
  });
});
