/** What each team was granted, was paid and owes, and what is left of an envelope. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { leftToCommit, recoveredOf, teamBalances } from '#libs/payments/ledger/balances.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import {
  ENVELOPE,
  IN_FORCE,
  TEAM,
  due,
  executed,
  given,
  inForce,
  posted,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';

function ofDebt(type: 'RepaymentDemanded' | 'RepaymentReceived', amountCents: bigint): LedgerEvent {
  const accounts = {
    RepaymentDemanded: ['demanded', 'to-recover'],
    RepaymentReceived: ['repaid', 'demanded'],
  } as const;
  const [debit, credit] = accounts[type];
  const moved = posting(TEAM, { debit, credit, amountCents });
  const data = { envelope: ENVELOPE, recovery: 'd2#1', team: TEAM, reference: 'r', ...moved };
  return { type, effective: '2026-01-12', data };
}

test('each balance of a team is an amount, and no debt a negative one', () => {
  const events = [
    ...IN_FORCE,
    posted('d1'),
    due('d1', 10, 100n),
    due('d1', 10, 20n, 'd1#2'),
    due('d1', 10, 3n, 'd1#3'),
    runMade('R1', 11, ['e1', 'e2']),
    released('e1', 'd1#1', 11, 100n),
    released('e2', 'd1#2', 11, 20n),
    executed('e1', 100n),
    posted('d2'),
    recovery('d2', 40n),
    recovery('d2', 9n, 'd2#2'),
    ofDebt('RepaymentDemanded', 40n),
    ofDebt('RepaymentReceived', 15n),
  ];
  const { envelopes, recoveries } = given(...events).state;
  const envelope = envelopes.get(ENVELOPE);
  assert.ok(envelope !== undefined);
  expect(teamBalances(envelope)).toStrictEqual([
    {
      team: TEAM,
      chargesCents: 74n,
      dueCents: 3n,
      releasedCents: 20n,
      paidCents: 100n,
      toRecoverCents: 9n,
      demandedCents: 25n,
      repaidCents: 15n,
    },
  ]);
  expect([...recoveries.values()].map(recoveredOf)).toStrictEqual([15n, 0n]);
});

test('what is left to decide is the least under the terms of the day and later ones, not of earlier ones', () => {
  const terms = [...inForce({ amountCents: 300n }), ...inForce({ from: 100, amountCents: 500n })];
  const more = [...terms, ...inForce({ from: 200, amountCents: 400n })];
  const { state } = given(...more, posted('d1'), due('d1', 10, 50n));
  expect([99, 100, 199, 200].map((day) => leftToCommit(state, ENVELOPE, day))).toStrictEqual([250n, 350n, 350n, 350n]);
  const { state: rising } = given(...terms);
  expect([99, 100].map((day) => leftToCommit(rising, ENVELOPE, day))).toStrictEqual([300n, 500n]);
});
