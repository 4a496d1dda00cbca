/** The steps of a payment add up to it, whatever the bank and two persons said about the other attempts to pay its item. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { TypedEntry } from '#libs/payments/ledger/answer-events.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import { LEDGER_STREAM } from '#libs/payments/ledger/ledger.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { paymentSteps } from '#libs/payments/ledger/payment-steps.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { isOpenItem, isOwed } from '#libs/payments/ledger/state.ts';
import { ENVELOPE, TEAM, confirm, due, given, posted, propose, released, runMade } from '#test/support/ledger.ts';
import { type Authored, by, recordedEvents } from '#test/support/specification.ts';

const DAY = '2026-01-15';
const ITEM = 'd1#1';

type History = readonly (LedgerEvent | Authored<LedgerEvent>)[];
type Said = Exclude<TypedEntry['outcome'], 'EXECUTED_TWICE'>;
/** A number: two persons say so of that payment, the first one is 1. */
type Step = readonly [Said, number] | 'pay' | 'set off';

const SENT: History = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', ITEM, 11, 100n)];

function after(history: History, step: Step): History {
  if (step === 'pay') return paid(history);
  if (step === 'set off') return setOff(history);
  const [outcome, number] = step;
  const { payments } = given(...history).state;
  const payment = payments.get(`e${number}`);
  if (payment === undefined) return history;
  const { endToEndId, amountCents } = payment;
  const entry = { endToEndId, outcome, day: dayFromText(DAY), amountCents, reason: null };
  const answer = `a${history.length}`;
  const change = { kind: 'ANSWER', answer, entries: [entry], reason: 'appel à la banque' } as const;
  try {
    const proposed = decided(history, 'Dora', propose('Dora', change));
    return decided(proposed, 'Emma', confirm(given(...proposed).state, 'Emma', `answer:${answer}`));
  } catch (error) {
    if (error instanceof DomainError) return history;
    throw error;
  }
}

function decided(history: History, who: string, command: LedgerCommand): History {
  return [...history, ...paymentLedger.decide(command, given(...history).state).map((event) => by(who, event))];
}

/** The item is paid again, if it is due. */
function paid(history: History): History {
  const item = given(...history).state.items.get(ITEM);
  if (item === undefined || !isOpenItem(item)) return history;
  const next = item.payments + 1;
  return [...history, runMade(`R${next}`, 12, [`e${next}`]), released(`e${next}`, ITEM, 12, item.dueCents)];
}

/** The first debt is set off in full against another decision. */
function setOff(history: History): History {
  const debt = [...given(...history).state.recoveries.values()].find(isOwed);
  if (debt === undefined) return history;
  const decision = `s${history.length}`;
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: debt.leftCents });
  const of = { envelope: ENVELOPE, run: 'R0', item: `${decision}#1`, debtEnvelope: ENVELOPE, recovery: debt.id };
  return [
    ...history,
    posted(decision),
    due(decision, 10, debt.leftCents),
    { type: 'SetOff', effective: DAY, data: { ...of, ...moved } },
  ];
}

/** The steps of each payment, from the events that the product reads for it. */
function stepsOfAll(history: History): ReadonlyMap<string, readonly string[]> {
  const events = recordedEvents(paymentLedger.events, LEDGER_STREAM, history);
  const own = [...given(...history).state.payments.values()];
  return new Map(
    own.map((payment) => {
      const about = events.filter(
        ({ data }) =>
          ('item' in data && data.item === payment.item) ||
          ('endToEndId' in data && data.endToEndId === payment.endToEndId),
      );
      const steps = paymentSteps(payment, about);
      return [payment.endToEndId, steps.map(({ type, amountCents }) => `${type} ${amountCents}`)];
    }),
  );
}

test('a payment that was executed after all, then returned, and paid a third time', () => {
  const steps: readonly Step[] = [['RETURNED', 1], 'pay', ['EXECUTED', 1], ['RETURNED', 1], ['RETURNED', 2], 'pay'];
  expect(stepsOfAll(steps.reduce(after, SENT)).get('e3')).toStrictEqual([
    'DuePosted 100',
    'PaymentReleased -100',
    'PaymentReturned 100',
    'PaymentReleased -100',
    'PaymentReturned 100',
  ]);
});

test('the steps of every payment of an item add up to it', () => {
  const said = fc.constantFrom<Said>('EXECUTED', 'EXECUTED', 'RETURNED', 'RETURNED', 'REJECTED', 'RELEASED');
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(said, fc.integer({ min: 1, max: 3 })),
    fc.tuple(said, fc.integer({ min: 1, max: 3 })),
    fc.constant<Step>('pay'),
    fc.constant<Step>('set off'),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }), (steps) => {
      stepsOfAll(steps.reduce(after, SENT));
    }),
    { numRuns: 300 },
  );
});

test('steps that do not add up to their payment, or lack it, are no steps', () => {
  const [payment] = given(...SENT).state.payments.values();
  assert.ok(payment !== undefined);
  const events = recordedEvents(paymentLedger.events, LEDGER_STREAM, SENT);
  expect(paymentSteps(payment, events)).toHaveLength(1);
  for (const other of [{ amountCents: 99n }, { amountCents: 101n }, { endToEndId: 'e2' }])
    expect(() => paymentSteps({ ...payment, ...other }, events)).toThrow(RangeError);
});
