/** Amounts that a decision grants become due; amounts it takes back reduce what is due of the period, then become a debt. */
import { test } from '@jest/globals';
import type { DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import { PERIOD, TEAM, due, given, posted, recovery, reduced, released, runMade } from '#test/support/ledger.ts';
import { person } from '#test/support/specification.ts';

const decision = (id: string, ...parts: readonly (readonly [dueOn: number, amountCents: bigint])[]) => ({
  type: 'postDecision' as const,
  decision: {
    decision: id,
    team: TEAM,
    period: PERIOD,
    approvedBy: person('Bob'),
    parts: parts.map(([dueOn, amountCents]) => ({ dueOn, amountCents })),
  } satisfies DecisionToPost,
});

test('each part of a decision becomes due on its day', () => {
  given()
    .when(decision('d1', [10, 100n], [20, 200n]))
    .then(posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2'));
});

test('a decision is posted once', () => {
  given(posted('d1'), due('d1', 10, 100n))
    .when(decision('d1', [10, 100n]))
    .then();
});

test('a negative part reduces what is due of the period, the latest first', () => {
  given(posted('d1'), due('d1', 10, 100n), due('d1', 20, 200n, 'd1#2'))
    .when(decision('d2', [30, -250n]))
    .then(posted('d2'), reduced('d1#2', 'd2', 200n), reduced('d1#1', 'd2', 50n));
});

test('an amount beyond what is due is to recover', () => {
  given(posted('d1'), due('d1', 10, 100n))
    .when(decision('d2', [30, -150n]))
    .then(posted('d2'), reduced('d1#1', 'd2', 100n), recovery('d2', 50n));
});

test('a released item is not reduced', () => {
  given(posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n))
    .when(decision('d2', [30, -40n]))
    .then(posted('d2'), recovery('d2', 40n));
});

test('two negative parts do not take the same amount', () => {
  given(posted('d1'), due('d1', 10, 100n))
    .when(decision('d2', [30, -70n], [30, -70n]))
    .then(posted('d2'), reduced('d1#1', 'd2', 70n), reduced('d1#1', 'd2', 30n), recovery('d2', 40n, 'd2#2'));
});
