/** Amounts that a decision grants become due; amounts it takes back reduce the due amounts of the period, then become a debt. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type DecisionToPost, isFunded } from '#libs/payments/ledger/rules/post-decision.ts';
import {
  ENVELOPE,
  IN_FORCE,
  PERIOD,
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
import { decisionToPost } from '#test/support/payments.ts';

const decision = (id: string, ...parts: readonly (readonly [dueOn: number, amountCents: bigint])[]) => ({
  type: 'postDecision' as const,
  decision: decisionToPost(
    id,
    parts.map(([dueOn, amountCents]) => ({ dueOn, amountCents })),
  ),
});

test('each part of a decision becomes due on its day', () => {
  given(...IN_FORCE)
    .when(decision('d1', [10, 100n], [20, 200n]))
    .then(posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2'));
});

test('a part of nothing makes no item, and the others keep their places', () => {
  given(...IN_FORCE)
    .when(decision('d1', [10, 0n], [20, 200n]))
    .then(posted('d1'), due('d1', 20, 200n, 'd1#2'));
});

test('a decision is posted once', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n))
    .when(decision('d1', [10, 100n]))
    .then();
});

test('a negative part reduces the due amounts of the period, the latest first', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2'))
    .when(decision('d2', [30, -250n]))
    .then(posted('d2'), reduced('d1#2', 'd2', 200n), reduced('d1#1', 'd2', 50n));
});

test('an amount beyond the due one becomes a debt', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n))
    .when(decision('d2', [30, -150n]))
    .then(posted('d2'), reduced('d1#1', 'd2', 100n), recovery('d2', 50n));
});

test('a released item is not reduced', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n))
    .when(decision('d2', [30, -40n]))
    .then(posted('d2'), recovery('d2', 40n));
});

test('two negative parts do not take the same amount', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n))
    .when(decision('d2', [30, -70n], [30, -70n]))
    .then(posted('d2'), reduced('d1#1', 'd2', 70n), reduced('d1#1', 'd2', 30n), recovery('d2', 40n, 'd2#2'));
});

const moving = (id: string, ...moves: DecisionToPost['moves']) =>
  ({ type: 'postDecision', decision: decisionToPost(id, [], { number: 1, moves }) }) as const;

test('a moved amount is due on its new day and no longer on the former one', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2'))
    .when(moving('d2', { items: ['d1#1'], to: 30, amountCents: 100n }, { items: ['d1#2'], to: 30, amountCents: 50n }))
    .then(
      posted('d2'),
      reduced('d1#1', 'd2', 100n),
      due('d2', 30, 100n, 'd2#1'),
      reduced('d1#2', 'd2', 50n),
      due('d2', 30, 50n, 'd2#2'),
    );
});

test('the released part stays, and only the rest moves', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n))
    .when(moving('d2', { items: ['d1#1'], to: 30, amountCents: 100n }))
    .then(posted('d2'));
});

test('an amount moves from its own items alone, whatever else is due on their day', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), due('d1', 10, 200n, 'd1#2'))
    .when(moving('d2', { items: ['d1#1'], to: 30, amountCents: 150n }))
    .then(posted('d2'), reduced('d1#1', 'd2', 100n), due('d2', 30, 100n, 'd2#1'));
});

const NEW_YEAR = dayFromText('2027-01-01');
/** PEPS passes to FISS-2027 at the new year. */
const MOVED = [
  ...IN_FORCE,
  ...inForce({ from: NEW_YEAR, schemes: [] }),
  ...inForce({ from: NEW_YEAR }, 'FISS-2027'),
] as const;
const posting = (id: string, change: Partial<DecisionToPost>) =>
  ({ type: 'postDecision', decision: decisionToPost(id, [{ dueOn: 10, amountCents: 100n }], change) }) as const;

test('a statement goes to the envelope that funds its scheme on the day of approval', () => {
  given(...MOVED)
    .when(posting('d1', { approvedOn: NEW_YEAR - 1 }))
    .then(posted('d1'), due('d1', 10, 100n));
  given(...MOVED)
    .when(posting('d1', { approvedOn: NEW_YEAR }))
    .then(posted('d1', 'FISS-2027'), due('d1', 10, 100n, 'd1#1', 'FISS-2027'));
});

test('a scheme that passed to a new envelope is not paid again', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), ...MOVED.slice(2))
    .when(posting('d1', { approvedOn: NEW_YEAR }))
    .then();
});

test('a regularisation goes to the place of its statement', () => {
  given(...IN_FORCE, posted('d1'), due('d1', 10, 100n), ...MOVED.slice(2))
    .when(posting('d2', { number: 1, approvedOn: NEW_YEAR }))
    .then(posted('d2'), due('d2', 10, 100n));
});

test('a reversal in another envelope does not reduce the period', () => {
  const twice = [posted('d1'), due('d1', 10, 100n), posted('d2', 'FISS-2027'), due('d2', 12, 70n, 'd2#1', 'FISS-2027')];
  const decision = decisionToPost('d3', [{ dueOn: 10, amountCents: -130n }], { number: 1, approvedOn: NEW_YEAR });
  given(...MOVED, ...twice)
    .when({ type: 'postDecision', decision })
    .then(posted('d3'), reduced('d1#1', 'd3', 100n), recovery('d3', 30n));
});

test('a statement approved again after its withdrawal goes to the envelope of the day', () => {
  const withdrawn: LedgerEvent = {
    type: 'DecisionCancelled',
    effective: PERIOD,
    data: { envelope: ENVELOPE, decision: 'd1' },
  };
  given(...MOVED, posted('d1'), due('d1', 10, 100n), withdrawn, reduced('d1#1', 'withdrawn', 100n))
    .when(posting('d2', { approvedOn: NEW_YEAR }))
    .then(posted('d2', 'FISS-2027'), due('d2', 10, 100n, 'd2#1', 'FISS-2027'));
});

test('refuses a decision that no envelope funds on the day of approval', () => {
  given(...inForce({ from: NEW_YEAR }))
    .when(posting('d1', { approvedOn: NEW_YEAR - 1 }))
    .thenRefused('SCHEME_NOT_FUNDED', { scheme: 'PEPS', day: NEW_YEAR - 1 });
});

test('a decision keeps within the terms agreed for later too', () => {
  const lower = [...IN_FORCE, ...inForce({ from: 100, amountCents: 300n })];
  given(...lower)
    .when(decision('d1', [10, 301n]))
    .thenRefused('COMMITTED_BEYOND_ENVELOPE', { envelope: ENVELOPE, leftCents: 300n, wantedCents: 301n });
  given(...lower)
    .when(decision('d1', [10, 300n]))
    .then(posted('d1'), due('d1', 10, 300n));
});

test('an exception of another kind or envelope does not let a decision exceed its envelope', () => {
  for (const terms of [
    { kind: 'EARLY_RELEASE', envelope: ENVELOPE, until: 100 },
    { kind: 'EXCEED_ENVELOPE', envelope: 'FIR', amountCents: 500n },
    { kind: 'EXCEED_ENVELOPE', envelope: ENVELOPE, amountCents: 99n },
  ] as const)
    given(...IN_FORCE, ...exceptionGiven('X', terms))
      .when({ ...decision('d1', [10, 1_100n]), allowance: { exception: 'X', usedBy: 'approval k' } })
      .thenRefused('COMMITTED_BEYOND_ENVELOPE', { envelope: ENVELOPE, leftCents: 1_000n, wantedCents: 1_100n });
});

test('a statement is funded by an envelope of its scheme on the day, and a regularisation by that of its statement', () => {
  const { state } = given(...MOVED, posted('d1'));
  const isFundedOn = (approvedOn: number, number: number, scheme: string) =>
    isFunded(state, { ...decisionToPost('d2', [], { number }), scheme, approvedOn });
  expect([isFundedOn(NEW_YEAR, 0, 'PEPS'), isFundedOn(NEW_YEAR, 0, 'IPEP')]).toStrictEqual([true, false]);
  expect(isFundedOn(NEW_YEAR, 1, 'IPEP')).toBe(true);
});
