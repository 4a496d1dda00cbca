/** What an event leaves of its item, debt and payment; and that no event takes more from them than there is. */
import { expect, test } from '@jest/globals';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import {
  ENVELOPE,
  TEAM,
  due,
  executed,
  given,
  posted,
  recovery,
  reduced,
  released,
  runMade,
} from '#test/support/ledger.ts';
import type { Authored } from '#test/support/specification.ts';

test('two payments of one item that both come back are due again together', () => {
  const paidTwice = [
    posted('d1'),
    due('d1', 10, 100n),
    runMade('R1', 11, ['e1']),
    released('e1', 'd1#1', 11, 100n),
    comesBack('e1', 'a', 'released'),
    released('e2', 'd1#1', 12, 100n),
    // The bank had executed the first payment after all, and the overpaid amount is set off: each payment comes back separately.
    comesBack('e1', 'b', 'executed'),
    comesBack('e2', 'c', 'released'),
  ] as const;
  const { items, envelopes } = given(...paidTwice).state;
  expect(items.get('d1#1')).toMatchObject({ status: 'returned', dueCents: 200n });
  expect(envelopes.get(ENVELOPE)?.balances.get(`due:${TEAM}`)).toBe(-200n);
});

function comesBack(endToEndId: string, answer: string, debit: TeamAccountKind): LedgerEvent {
  const moved = posting(TEAM, { debit, credit: 'due', amountCents: 100n });
  const data = { envelope: ENVELOPE, endToEndId, item: 'd1#1', team: TEAM, answer, end: 'returned', ...moved } as const;
  return { type: 'PaymentReturned', effective: '1970-01-13', data };
}

type Told = readonly (LedgerEvent | Authored<LedgerEvent>)[];

const DUE: Told = [posted('d1'), due('d1', 10, 100n)];
const RELEASED: Told = [...DUE, runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)];
const OWED: Told = [posted('d1'), recovery('d1', 100n)];

/** An event about the debt d1#1. */
function ofDebt(
  type: 'RepaymentDemanded' | 'DemandTakenBack' | 'RepaymentReceived',
  amountCents: bigint,
  [debit, credit]: readonly [TeamAccountKind, TeamAccountKind],
): LedgerEvent {
  const moved = posting(TEAM, { debit, credit, amountCents });
  const data = { envelope: ENVELOPE, recovery: 'd1#1', team: TEAM, reference: 'r', ...moved };
  return { type, effective: '2026-01-12', data };
}
const demanded = (cents: bigint) => ofDebt('RepaymentDemanded', cents, ['demanded', 'to-recover']);
const takenBack = (cents: bigint) => ofDebt('DemandTakenBack', cents, ['to-recover', 'demanded']);
const repaid = (cents: bigint) => ofDebt('RepaymentReceived', cents, ['repaid', 'demanded']);
function dropped(amountCents: bigint): LedgerEvent {
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents });
  return {
    type: 'RecoveryReduced',
    effective: '2026-01-12',
    data: { envelope: ENVELOPE, recovery: 'd1#1', because: 'a withdrawal', ...moved },
  };
}

test.each<[string, Told, LedgerEvent]>([
  ['a reduction of more than is due', DUE, reduced('d1#1', 'd2', 101n)],
  ['a reduction of what is released', RELEASED, reduced('d1#1', 'd2', 1n)],
  ['a payment of less than is due', DUE, released('e1', 'd1#1', 11, 99n)],
  ['a payment of more than is due', DUE, released('e1', 'd1#1', 11, 101n)],
  ['a second payment of what is released', RELEASED, released('e2', 'd1#1', 12, 100n)],
  ['more dropped of a debt than is owed', OWED, dropped(101n)],
  ['dropping what is demanded', [...OWED, demanded(100n)], dropped(100n)],
  ['a demand of a part', OWED, demanded(99n)],
  ['a demand of what is demanded', [...OWED, demanded(100n)], demanded(100n)],
  ['taking back what is not demanded', OWED, takenBack(100n)],
  ['taking back a part of a demand', [...OWED, demanded(100n)], takenBack(40n)],
  ['a repayment of what is not demanded', OWED, repaid(100n)],
  ['a repayment of more than is demanded', [...OWED, demanded(100n)], repaid(101n)],
  ['a repayment of what is repaid', [...OWED, demanded(100n), repaid(100n)], repaid(1n)],
])('no log has %s', (_, before, event) => {
  given(...before);
  expect(() => given(...before, event)).toThrow(RangeError);
});

test('what is taken leaves the rest, and the status of the event that takes the last cent', () => {
  const item = (...events: Told) => given(...DUE, ...events).state.items.get('d1#1');
  expect(item(reduced('d1#1', 'd2', 40n))).toMatchObject({ status: 'due', dueCents: 60n, originalCents: 100n });
  expect(item(reduced('d1#1', 'd2', 100n))).toMatchObject({ status: 'cleared' });
  const debt = (...events: Told) => given(...OWED, ...events).state.recoveries.get('d1#1');
  expect(debt(dropped(40n))).toMatchObject({ status: 'owed', leftCents: 60n });
  expect(debt(dropped(100n))).toMatchObject({ status: 'dropped' });
  expect(debt(demanded(100n))).toMatchObject({ status: 'demanded', leftCents: 100n });
  expect(debt(demanded(100n), takenBack(100n))).toMatchObject({ status: 'owed', leftCents: 100n });
  expect(debt(demanded(100n), repaid(40n))).toMatchObject({ status: 'demanded', leftCents: 60n });
  expect(debt(demanded(100n), repaid(40n), takenBack(60n))).toMatchObject({ status: 'owed', leftCents: 60n });
  expect(debt(demanded(100n), repaid(40n), repaid(60n))).toMatchObject({ status: 'repaid' });
});

test('only a payment that is still at the bank waits there', () => {
  const back = comesBack('e1', 'a', 'released');
  const { items, payments } = given(...RELEASED, executed('e1', 100n)).state;
  expect([items.get('d1#1')?.status, payments.get('e1')?.status]).toStrictEqual(['paid', 'EXECUTED']);
  const waits: LedgerEvent = {
    type: 'PaymentWaiting',
    effective: '2026-01-12',
    data: { envelope: ENVELOPE, endToEndId: 'e1', team: TEAM, status: 'PDNG', reason: null, detail: null },
  };
  expect(given(...RELEASED, waits).state.payments.get('e1')).toMatchObject({ waiting: { status: 'PDNG' } });
  for (const before of [executed('e1', 100n), back])
    expect(() => given(...RELEASED, before, waits)).toThrow(RangeError);
});
