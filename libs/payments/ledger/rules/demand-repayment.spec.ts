/** The debt of a team that left is demanded by two people, repaid, or no longer demanded. */
import { expect, test } from '@jest/globals';
import type {
  DemandTakenBack,
  LedgerEvent,
  RepaymentDemanded,
  RepaymentReceived,
} from '#libs/payments/ledger/events.ts';
import { recoveredOf } from '#libs/payments/ledger/balances.ts';
import { besideOf } from '#libs/payments/ledger/beside-proposal.ts';
import { debtCause } from '#libs/payments/ledger/debt-cause.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import { paidSumsOf } from '#libs/payments/ledger/queries/find-paid.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import {
  ENVELOPE,
  IN_FORCE,
  PERIOD,
  TEAM,
  confirm,
  debitedTwice,
  due,
  executed,
  given,
  posted,
  propose,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { type Authored, by } from '#test/support/specification.ts';

const DEBTOR = { envelope: ENVELOPE, team: TEAM };
const OWED = [...IN_FORCE, posted('d1'), recovery('d1', 40n), posted('d2'), recovery('d2', 30n)] as const;
const demandOf = (id: string, amountCents: bigint): RepaymentDemanded => {
  const moved = posting(TEAM, { debit: 'demanded', credit: 'to-recover', amountCents });
  return { type: 'RepaymentDemanded', effective: PERIOD, data: { ...DEBTOR, recovery: id, ...moved } };
};
const repaidOf = (id: string, amountCents: bigint): RepaymentReceived => {
  const moved = posting(TEAM, { debit: 'repaid', credit: 'demanded', amountCents });
  const data = { ...DEBTOR, recovery: id, reference: 'VIR 1', ...moved };
  return { type: 'RepaymentReceived', effective: '1970-01-11', data };
};
const takenBack = (id: string, amountCents: bigint): DemandTakenBack => {
  const moved = posting(TEAM, { debit: 'to-recover', credit: 'demanded', amountCents });
  return { type: 'DemandTakenBack', effective: PERIOD, data: { ...DEBTOR, recovery: id, ...moved } };
};
const DEMANDED = [...OWED, demandOf('d1#1', 40n), demandOf('d2#1', 30n)] as const;

/** The result of confirming a proposal. */
function confirming(
  proposal: string,
  proposed: LedgerEvent,
  ...before: readonly (LedgerEvent | Authored<LedgerEvent>)[]
) {
  const waiting = given(...before, by('Alice', proposed));
  return waiting.when(confirm(waiting.state, 'Bob', proposal, { hasLeft: true }));
}

test('all debts of a team to an envelope are demanded together', () => {
  given(...OWED)
    .when(propose('Alice', { kind: 'DEMAND', ...DEBTOR }, { hasLeft: true }))
    .then({ type: 'DemandProposed', effective: ENVELOPE, data: DEBTOR });
  const proposed: LedgerEvent = { type: 'DemandProposed', effective: ENVELOPE, data: DEBTOR };
  confirming(`demand:${ENVELOPE}:${TEAM}`, proposed, ...OWED).then(demandOf('d1#1', 40n), demandOf('d2#1', 30n));
});

test('what is still due to the team stands beside a demand, and is no part of its code', () => {
  const demand = { content: { kind: 'DEMAND', ...DEBTOR } } as const;
  const [none, some] = [given(...OWED), given(...OWED, posted('d3'), due('d3', 10, 500n))];
  expect(besideOf(none.state, demand).shown).toStrictEqual({ debtCents: 70n });
  expect(besideOf(some.state, demand).shown).toStrictEqual({ debtCents: 70n, dueCents: 500n });
  expect(besideOf(some.state, demand).coded).toStrictEqual(besideOf(none.state, demand).coded);
});

test('refuses a demand to a team that has not left, or that has no debt left', () => {
  const demand = { kind: 'DEMAND', ...DEBTOR } as const;
  given(...OWED)
    .when(propose('Alice', demand))
    .thenRefused('TEAM_STILL_IN', { team: TEAM });
  given(...DEMANDED)
    .when(propose('Alice', demand, { hasLeft: true }))
    .thenRefused('NOTHING_OWED', { team: TEAM });
});

test('the code of a demand is of its debts: another debt makes another code', () => {
  const proposed: LedgerEvent = { type: 'DemandProposed', effective: ENVELOPE, data: DEBTOR };
  const read = given(...IN_FORCE, posted('d1'), recovery('d1', 40n), by('Alice', proposed));
  const command = confirm(read.state, 'Bob', `demand:${ENVELOPE}:${TEAM}`, { hasLeft: true });
  given(...IN_FORCE, posted('d1'), recovery('d1', 40n), by('Alice', proposed), posted('d2'), recovery('d2', 30n))
    .when(command)
    .thenRefused('PROPOSAL_CHANGED');
});

test('a demanded debt is not set off', () => {
  const { state } = given(...DEMANDED, posted('d3'), due('d3', 10, 500n));
  expect([...state.recoveries.values()].map(({ status }) => status)).toStrictEqual(['demanded', 'demanded']);
});

test('what was repaid of a debt counts also while the rest is not', () => {
  const recovered = (...events: readonly LedgerEvent[]) =>
    [...given(...DEMANDED, ...events).state.recoveries.values()].map(recoveredOf);
  expect(recovered()).toStrictEqual([0n, 0n]);
  expect(recovered(repaidOf('d1#1', 40n), repaidOf('d2#1', 12n))).toStrictEqual([40n, 12n]);
  expect(recovered(repaidOf('d2#1', 12n), takenBack('d2#1', 18n))).toStrictEqual([0n, 12n]);
  const { state } = given(...DEMANDED, repaidOf('d1#1', 40n), repaidOf('d2#1', 12n));
  expect(paidSumsOf(state, { team: TEAM, period: PERIOD })).toMatchObject({ recoveredCents: 52n, owedCents: 18n });
});

test('a repayment goes to the oldest debt first', () => {
  const repayment = { ...DEBTOR, amountCents: 50n, receivedOn: 10, reference: 'VIR 1' };
  const proposed: LedgerEvent = {
    type: 'RepaymentProposed',
    effective: '1970-01-11',
    data: { ...DEBTOR, receivedCents: 50n, receivedOn: 10, reference: 'VIR 1' },
  };
  given(...DEMANDED)
    .when(propose('Alice', { kind: 'REPAYMENT', ...repayment }))
    .then(proposed);
  confirming(`repayment:${ENVELOPE}:${TEAM}`, proposed, ...DEMANDED).then(repaidOf('d1#1', 40n), repaidOf('d2#1', 10n));
  const { recoveries } = given(...DEMANDED, repaidOf('d1#1', 40n), repaidOf('d2#1', 10n)).state;
  expect(recoveries.get('d1#1')?.status).toBe('repaid');
  expect(recoveries.get('d2#1')).toMatchObject({ status: 'demanded', leftCents: 20n });
});

test('refuses a repayment beyond the demand, of zero, or on a future day', () => {
  const repayment = { kind: 'REPAYMENT', ...DEBTOR, receivedOn: 10, reference: 'VIR 1' } as const;
  given(...DEMANDED)
    .when(propose('Alice', { ...repayment, amountCents: 71n }))
    .thenRefused('REPAYMENT_BEYOND_DEMAND', { team: TEAM, amountCents: 71n, demandedCents: 70n });
  given(...OWED)
    .when(propose('Alice', { ...repayment, amountCents: 1n }))
    .thenRefused('NOTHING_DEMANDED');
  given(...DEMANDED)
    .when(propose('Alice', { ...repayment, amountCents: 0n }))
    .thenRefused('REPAYMENT_NOT_POSITIVE');
  given(...DEMANDED)
    .when(propose('Alice', { ...repayment, amountCents: 1n, receivedOn: 30_000 }))
    .thenRefused('REPAYMENT_TO_COME');
});

test('records one transfer of a team once, by its reference and day', () => {
  const once = [...DEMANDED, repaidOf('d1#1', 20n)] as const;
  const repayment = { kind: 'REPAYMENT', ...DEBTOR, amountCents: 20n, receivedOn: 10, reference: 'vir1' } as const;
  given(...once)
    .when(propose('Alice', repayment))
    .thenRefused('REPAYMENT_KNOWN', { team: TEAM, reference: 'vir1', receivedOn: 10 });
  const { kind: _, amountCents: receivedCents, ...of } = repayment;
  const proposed: LedgerEvent = { type: 'RepaymentProposed', effective: '1970-01-11', data: { ...of, receivedCents } };
  confirming(`repayment:${ENVELOPE}:${TEAM}`, proposed, ...once).thenRefused('REPAYMENT_KNOWN');
  const { state } = given(...once);
  for (const other of [{ receivedOn: 11 }, { reference: 'VIR 2' }])
    expect(paymentLedger.decide(propose('Alice', { ...repayment, ...other }), state)).toHaveLength(1);
});

test('another transfer does not take the place of one that waits, and the same one may be typed again', () => {
  const repayment = { kind: 'REPAYMENT', ...DEBTOR, amountCents: 20n, receivedOn: 10, reference: 'VIR 1' } as const;
  const waiting = paymentLedger.decide(propose('Alice', repayment), given(...DEMANDED).state);
  const after = given(...DEMANDED, ...waiting.map((event) => by('Alice', event)));
  for (const other of [{ receivedOn: 11 }, { reference: 'VIR 2' }])
    after
      .when(propose('David', { ...repayment, ...other }))
      .thenRefused('REPAYMENT_WAITS', { team: TEAM, reference: 'VIR 1', receivedOn: 10 });
  expect(paymentLedger.decide(propose('Alice', { ...repayment, amountCents: 30n }), after.state)).toHaveLength(1);
});

test('a demand that is taken back leaves the debt owed, to be set off', () => {
  const proposed: LedgerEvent = {
    type: 'DemandTakeBackProposed',
    effective: ENVELOPE,
    data: { ...DEBTOR, reason: 'équipe revenue' },
  };
  confirming(`take-back:${ENVELOPE}:${TEAM}`, proposed, ...DEMANDED).then(
    takenBack('d1#1', 40n),
    takenBack('d2#1', 30n),
  );
  const { recoveries } = given(...DEMANDED, takenBack('d1#1', 40n), takenBack('d2#1', 30n)).state;
  expect([...recoveries.values()].map(({ status }) => status)).toStrictEqual(['owed', 'owed']);
});

test('each debt has its cause: a statement, a later decision, a payment received too often', () => {
  const overpaid = { ...debitedTwice('e1', 5n), data: { ...debitedTwice('e1', 5n).data, credit: 'due:T1' as const } };
  const { state } = given(
    posted('d0'),
    recovery('d0', 1n),
    { type: 'DecisionCancelled', effective: PERIOD, data: { envelope: ENVELOPE, decision: 'd0' } },
    posted('d1'),
    due('d1', 10, 100n),
    recovery('d1', 40n, 'd1#2'),
    posted('d2'),
    recovery('d2', 30n),
    runMade('R1', 11, ['e1']),
    released('e1', 'd1#1', 11, 100n),
    executed('e1', 100n),
    debitedTwice('e1', 100n),
    { ...overpaid, data: { ...overpaid.data, recovery: 'e1#2' } },
  );
  const causes = [...state.recoveries.values()].map((debt) => [debt.id, debtCause(state, debt)]);
  expect(causes.slice(1)).toStrictEqual([
    ['d1#2', 'STATEMENT'],
    ['d2#1', 'REGULARISATION'],
    ['e1#1', 'DEBITED_TWICE'],
    ['e1#2', 'PAID_AGAIN'],
  ]);
});

test('refuses to take back a demand where nothing is demanded', () => {
  const takeBack = { kind: 'TAKE_BACK', ...DEBTOR, reason: 'erreur' } as const;
  for (const before of [OWED, [...DEMANDED, repaidOf('d1#1', 40n), repaidOf('d2#1', 30n)]])
    given(...before)
      .when(propose('Alice', takeBack))
      .thenRefused('NOTHING_DEMANDED', { team: TEAM });
});
