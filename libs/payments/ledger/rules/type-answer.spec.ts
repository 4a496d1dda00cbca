/** Two persons say how a payment stands, in any direction; neither of them released it. */
import { describe, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import { besideOf, codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type PaymentLedger, isOpenContradiction } from '#libs/payments/ledger/state.ts';
import { bankAnswer, due, ENVELOPE, given, posted, reduced, released, runMade } from '#test/support/ledger.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

/** The instant of the release and of everything else. */
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

/** The events after two persons gave this outcome of the payment. */
function typed(before: History, outcome: TypedEntry['outcome'], endToEndId = 'e1'): History {
  const proposed = paymentLedger
    .decide(propose([entry(outcome, { endToEndId })]), given(...before).state)
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

test('a person may say that a payment of a cancelled run was executed; its amount is due already, so none comes back', () => {
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
});

describe('a payment that turns out to be executed after its item was paid again', () => {
  const again = (before: History): History => [...before, runMade('R2', 12, ['e2']), released('e2', 'd1#1', 12, 100n)];
  const twice = (history: History) => {
    const { payments, items, recoveries, envelopes } = given(...history).state;
    const balances = [...(envelopes.get(ENVELOPE)?.balances ?? [])].filter(([, cents]) => cents !== 0n);
    const debts = [...recoveries.values()].map(({ id, status }) => [id, status]);
    const statuses = [...payments.values()].map(({ status }) => status);
    return {
      statuses,
      item: items.get('d1#1')?.status,
      debts,
      balances,
      sum: balances.reduce((a, [, b]) => a + b, 0n),
    };
  };

  test('is corrected: the team owes the double amount, and the ledger balances', () => {
    for (const before of [typed(SENT, 'RETURNED'), typed(SENT, 'REJECTED')]) {
      const history = typed(again(before), 'EXECUTED');
      expect(twice(history)).toStrictEqual({
        statuses: ['EXECUTED', 'RELEASED'],
        item: 'released',
        debts: [['e1#1', 'owed']],
        balances: [
          ['charges:T1', 100n],
          ['released:T1', -100n],
          ['to-recover:T1', 100n],
          ['executed:T1', -100n],
        ],
        sum: 0n,
      });
    }
  });

  test('and corrected back: the team no longer owes it', () => {
    const before = again(typed(SENT, 'RETURNED'));
    const back = typed(typed(before, 'EXECUTED'), 'RETURNED');
    expect(twice(back)).toStrictEqual({ ...twice(before), debts: [['e1#1', 'dropped']] });
    // The answer can be given again.
    expect(twice(typed(back, 'EXECUTED')).debts).toStrictEqual([
      ['e1#1', 'dropped'],
      ['e1#2', 'owed'],
    ]);
    given(...typed(before, 'EXECUTED'))
      .when(propose([entry('RELEASED')]))
      .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since: 'e2' });
  });

  test('is due to the team if it comes back after its debt was set off, and its item is paid', () => {
    const e2 = { endToEndId: 'e2', outcome: 'EXECUTED', day: dayFromText(DAY), amountCents: 100n, id: 'b' } as const;
    const corrected = typed(again(typed(SENT, 'RETURNED')), 'EXECUTED');
    const of = { envelope: ENVELOPE, run: 'R3', item: 'd2#1', debtEnvelope: ENVELOPE, recovery: 'e1#1' };
    const moved = { debit: 'due:T1', credit: 'to-recover:T1', amountCents: 100n } as const;
    const setOff = [
      ...corrected,
      posted('d2'),
      due('d2', 10, 100n),
      { type: 'SetOff', effective: DAY, data: { ...of, ...moved } } as const,
    ];
    given(...setOff)
      .when(propose([entry('RETURNED')]))
      .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since: 'e2' });
    const paid = [...setOff, ...paymentLedger.decide(bankAnswer([e2]), given(...setOff).state)];
    expect(twice(typed(paid, 'RETURNED'))).toMatchObject({
      statuses: ['RETURNED', 'EXECUTED'],
      item: 'returned',
      debts: [['e1#1', 'set-off']],
      sum: 0n,
    });
  });

  test('is not answered together with the other payment of its item', () => {
    const before = again(typed(SENT, 'RETURNED'));
    const e2 = { endToEndId: 'e2' };
    for (const entries of [
      [entry('EXECUTED'), entry('EXECUTED', e2)],
      [entry('RETURNED', e2), entry('EXECUTED')],
    ])
      given(...before)
        .when(propose(entries))
        .thenRefused('ITEM_ANSWERED_TWICE');
  });

  test('is corrected too if the item that it paid was cancelled with its run', () => {
    const of = { envelope: ENVELOPE, run: 'R1', endToEndId: 'e1', item: 'd1#1', team: 'T1' };
    const posting = { debit: 'released:T1', credit: 'due:T1', amountCents: 100n } as const;
    const cancelled = { type: 'PaymentCancelled', effective: DAY, data: { ...of, ...posting } } as const;
    const history = again([...SENT, by('Carl', cancelled, AT)]);
    expect(twice(typed(history, 'EXECUTED'))).toMatchObject({ debts: [['e1#1', 'owed']], sum: 0n });
  });
});

describe('a payment that the bank debited twice', () => {
  const references = (one: string) => ({ transaction: [one], entry: [], of: 'PAYMENT' }) as const;
  const debit = (id: string) =>
    ({ id, endToEndId: 'e1', outcome: 'EXECUTED', day: dayFromText(DAY), booked: references(id) }) as const;
  const debited = [...SENT, ...paymentLedger.decide(bankAnswer([debit('a'), debit('b')]), given(...SENT).state)];
  const open = (history: History): number => {
    const { state } = given(...history);
    return [...state.contradictions.values()].filter((one) => isOpenContradiction(state, one)).length;
  };

  test('is debited once, as two persons say, or twice: then the team owes one', () => {
    expect(open(debited)).toBe(1);
    const once = typed(debited, 'EXECUTED');
    expect([open(once), stands(once)]).toStrictEqual([0, EXECUTED]);
    const twice = typed(debited, 'EXECUTED_TWICE');
    expect([open(twice), stands(twice)]).toStrictEqual([
      0,
      [
        'EXECUTED',
        'paid',
        [
          ['charges:T1', 100n],
          ['executed:T1', -200n],
          ['to-recover:T1', 100n],
        ],
        0,
      ],
    ]);
    expect(stands(typed(twice, 'EXECUTED'))).toStrictEqual(EXECUTED);
  });

  test('is not accepted as such without a file of the bank that says so', () => {
    for (const history of [SENT, typed(SENT, 'EXECUTED'), typed(debited, 'EXECUTED_TWICE')])
      given(...history)
        .when(propose([entry('EXECUTED_TWICE')]))
        .thenRefused('NOT_DEBITED_TWICE', { endToEndId: 'e1' });
  });
});

test('a person says that a payment was executed, rejected or returned', () => {
  expect(stands(typed(SENT, 'EXECUTED'))).toStrictEqual(EXECUTED);
  expect(stands(typed(SENT, 'RETURNED'))).toStrictEqual(RETURNED);
  expect(stands(typed(SENT, 'REJECTED'))).toStrictEqual(RETURNED);
});

test('a wrong answer is corrected both ways, and back to the answer of the bank', () => {
  const [executed, returned] = [typed(SENT, 'EXECUTED'), typed(SENT, 'RETURNED')];
  expect(stands(typed(executed, 'RETURNED'))).toStrictEqual(RETURNED);
  expect(stands(typed(executed, 'RELEASED'))).toStrictEqual(RELEASED);
  expect(stands(typed(returned, 'EXECUTED'))).toStrictEqual(EXECUTED);
  expect(stands(typed(returned, 'RELEASED'))).toStrictEqual(RELEASED);
});

test('it counts after a second person has confirmed the proposal', () => {
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

test('who confirms that a payment was executed after all reads that its amount was sent again', () => {
  const proposed = paymentLedger
    .decide(propose([entry('EXECUTED')]), given(...typed(SENT, 'RETURNED')).state)
    .map((one) => by('Dora', one, AT));
  const before = [...typed(SENT, 'RETURNED'), ...proposed];
  const code = codeNow(given(...before).state);
  const again = given(...before, runMade('R2', 12, ['e2']), released('e2', 'd1#1', 12, 100n));
  const [proposal] = again.state.proposals.values();
  expect(proposal && besideOf(again.state, proposal).shown.payments).toMatchObject([
    { endToEndId: 'e1', status: 'RETURNED', sentAgain: { endToEndId: 'e2', status: 'RELEASED' } },
  ]);
  again.when(confirm(code)).thenRefused('PROPOSAL_CHANGED');
});

test('the code is of how the payment stood: an answer of the bank meanwhile changes it', () => {
  const proposed = paymentLedger
    .decide(propose([entry('EXECUTED')]), given(...SENT).state)
    .map((one) => by('Dora', one, AT));
  const code = codeNow(given(...SENT, ...proposed).state);
  const answer = { id: 'b', endToEndId: 'e1', outcome: 'REJECTED', day: dayFromText(DAY), amountCents: 100n } as const;
  const { state } = given(...SENT, ...proposed);
  const rejected = paymentLedger.decide(bankAnswer([answer]), state);
  given(...SENT, ...proposed, ...rejected)
    .when(confirm(code))
    .thenRefused('PROPOSAL_CHANGED');
});

test('it ends the contradiction of the payment', () => {
  const at = { day: dayFromText(DAY), amountCents: 100n };
  const entries = [
    { id: 'a', endToEndId: 'e1', outcome: 'EXECUTED', ...at },
    { id: 'b', endToEndId: 'e1', outcome: 'REJECTED', ...at },
  ] as const;
  const contradicted = [...SENT, ...paymentLedger.decide(bankAnswer(entries), given(...SENT).state)];
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

  test('by the releaser of the payment', () => {
    given(...SENT)
      .when(propose([entry('EXECUTED')], 'Carol'))
      .thenRefused('ANSWERED_BY_RELEASER');
  });

  test('that a returned payment is at the bank again, if less of it is due, or another payment took its place', () => {
    const returned = typed(SENT, 'RETURNED');
    const next = [runMade('R2', 12, ['e2']), released('e2', 'd1#1', 12, 100n)];
    const of = {
      envelope: ENVELOPE,
      endToEndId: 'e2',
      item: 'd1#1',
      team: 'T1',
      answer: 'y',
      end: 'returned',
    } as const;
    const moved = { debit: 'released:T1', credit: 'due:T1', amountCents: 100n } as const;
    const comesBack: LedgerEvent = { type: 'PaymentReturned', effective: DAY, data: { ...of, ...moved } };
    for (const [since, ...after] of [
      [null, reduced('d1#1', 'd2', 40n)],
      ['e2', ...next],
      ['e2', ...next, comesBack],
    ] as const)
      given(...returned, ...after)
        .when(propose([entry('RELEASED')]))
        .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since });
    // The last one may be.
    expect(stands(typed([...returned, ...next, comesBack], 'RELEASED', 'e2')).slice(0, 2)).toStrictEqual([
      'RETURNED',
      'released',
    ]);
  });

  test('if a part of the returned amount was taken back', () => {
    const less = [...typed(SENT, 'RETURNED'), reduced('d1#1', 'd2', 40n)];
    given(...less)
      .when(propose([entry('EXECUTED')]))
      .thenRefused('PAYMENT_NO_LONGER_CORRECTED', { endToEndId: 'e1', since: null });
  });
});
