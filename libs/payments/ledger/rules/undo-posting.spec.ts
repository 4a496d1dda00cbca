/** Undoing the second posting of a decision that former logs posted twice: the ledger balances, and the team has the decided amount. */
import { expect, test } from '@jest/globals';
import { dayText } from '#libs/kernel/day.ts';
import { balance, teamBalance } from '#libs/payments/ledger/balances.ts';
import type { LedgerCarriedOver, LedgerEvent } from '#libs/payments/ledger/events.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { dueItems, nextEndToEndId } from '#libs/payments/ledger/rules/plan-run.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import {
  ENVELOPE,
  TEAM,
  confirm,
  due,
  given,
  inForce,
  posted,
  propose,
  recovery,
  reduced,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { paymentTasks } from '#libs/week/payment-tasks.ts';
import { type Authored, by } from '#test/support/specification.ts';

const [KEPT, TWICE, OTHER] = ['d1', 'd1~FIR', 'FIR'];
const UNDO = { kind: 'UNDOING', decision: TWICE, reason: 'portée deux fois' } as const;
const AT = '2026-01-15T10:00:00.000Z';
const NO_TEAMS = { byId: new Map() } as unknown as Parameters<typeof paymentTasks>[1];

type Events = readonly (LedgerEvent | Authored<LedgerEvent>)[];

const carriedOver: LedgerCarriedOver = {
  type: 'LedgerCarriedOver',
  effective: 'payment-ledger',
  data: {
    streams: [],
    events: 0,
    apart: [{ kind: 'decision', id: KEPT, envelope: OTHER, keptBy: ENVELOPE, as: TWICE }],
  },
};
const CARRIED: Events = [carriedOver, ...inForce({}), ...inForce({ schemes: ['IPEP'] }, OTHER)];

/** The event with another envelope than the shared fixtures use. */
function inOther<Event extends LedgerEvent>(event: Event): Event {
  return { ...event, data: { ...event.data, envelope: OTHER } };
}

function undoingOf(...events: Events) {
  const waiting = given(...CARRIED, ...events, by('Alice', proposedEvent));
  return waiting.when(confirm(waiting.state, 'Bob', `undoing:${TWICE}`, {}, AT));
}

const proposedEvent = {
  type: 'PostingUndoProposed',
  effective: TWICE,
  data: { envelope: OTHER, decision: TWICE, reason: UNDO.reason },
} as const;

function holds(ledger: PaymentLedger, chargesCents: bigint): void {
  let all = 0n;
  for (const envelope of ledger.envelopes.values()) {
    const sum = [...envelope.balances.values()].reduce((cents, one) => cents + one, 0n);
    expect([envelope.name, sum]).toStrictEqual([envelope.name, 0n]);
    all += balance(envelope, 'charges');
  }
  expect(all).toBe(chargesCents);
  expect(paymentTasks(ledger, NO_TEAMS, { asOf: 20_000 }).some(({ kind }) => kind === 'KEPT_APART')).toBe(false);
}

test('one person proposes it with a reason, of a decision that was kept apart and is posted', () => {
  const both = [posted(KEPT), posted(TWICE, OTHER), due(TWICE, 10, 100n, `${TWICE}#1`, OTHER)];
  given(...CARRIED, ...both)
    .when(propose('Alice', UNDO))
    .then(proposedEvent);
  given(...CARRIED, ...both)
    .when(propose('Alice', { ...UNDO, decision: KEPT }))
    .thenRefused('NOT_POSTED_TWICE', { decision: KEPT });
  given(...CARRIED, ...both)
    .when(propose('Alice', { ...UNDO, reason: ' ' }))
    .thenRefused('REASON_REQUIRED');
  const waiting = given(...CARRIED, ...both, by('Alice', proposedEvent));
  waiting.when(confirm(waiting.state, 'Alice', `undoing:${TWICE}`)).thenRefused('SECOND_PERSON_REQUIRED');
  expect(
    paymentTasks(waiting.state, NO_TEAMS, { asOf: 20_000 }).find(({ kind }) => kind === 'KEPT_APART')?.next,
  ).toStrictEqual([{ step: 'REVIEW_CARRY_OVER' }, { step: 'UNDO_POSTING', decision: TWICE }]);
});

test('a due amount is no longer due, and the decision leaves the list of tasks', () => {
  undoingOf(
    posted(KEPT),
    due(KEPT, 10, 100n),
    posted(TWICE, OTHER),
    due(TWICE, 10, 100n, `${TWICE}#1`, OTHER),
  ).thenState((ledger) => {
    expect([ledger.items.get(`${TWICE}#1`)?.status, ledger.recoveries.size]).toStrictEqual(['cleared', 0]);
    holds(ledger, 100n);
  });
});

test('neither posting is paid until one is undone, and then under an id that no payment has', () => {
  const [kept, twice] = [`${KEPT}#1`, `${TWICE}#1`];
  const before: Events = [
    posted(KEPT),
    due(KEPT, 10, 100n),
    posted(TWICE, OTHER),
    due(TWICE, 10, 100n, twice, OTHER),
    due(TWICE, 12, 40n, `${TWICE}#2`, OTHER),
    // A former program paid it under the id of the item that is kept.
    runMade('R1', 11, [endToEndId(kept, 1)]),
    inOther(released(endToEndId(kept, 1), twice, 11, 100n)),
  ];
  const request = { run: 'R-2', dueBy: 20, executionDay: 20, exceptions: [], team: undefined };
  const { state } = given(...CARRIED, ...before);
  for (const envelope of [ENVELOPE, OTHER]) expect(dueItems(state, { ...request, envelope })).toStrictEqual([]);
  undoingOf(...before).thenState((ledger) => {
    const due = dueItems(ledger, { ...request, envelope: ENVELOPE });
    expect(due.map((item) => [item.id, nextEndToEndId(ledger, item)])).toStrictEqual([[kept, endToEndId(kept, 2)]]);
  });
});

test('a released amount becomes a debt, to the envelope that paid it', () => {
  const paid = [
    due(TWICE, 10, 100n, `${TWICE}#1`, OTHER),
    due(TWICE, 20, 30n, `${TWICE}#2`, OTHER),
    runMade('R1', 11, ['E2']),
    inOther(released('E2', `${TWICE}#1`, 11, 100n)),
  ];
  undoingOf(
    posted(KEPT),
    due(KEPT, 10, 100n),
    due(KEPT, 20, 30n, `${KEPT}#2`),
    posted(TWICE, OTHER),
    ...paid,
  ).thenState((ledger) => {
    expect(ledger.recoveries.get(`${TWICE}#undone`)).toMatchObject({
      envelope: OTHER,
      team: TEAM,
      status: 'owed',
      leftCents: 100n,
    });
    expect(ledger.items.get(`${TWICE}#2`)?.status).toBe('cleared');
    holds(ledger, 130n);
  });
});

test('an amount that another decision took from it is owed, as the kept decision was not reduced', () => {
  undoingOf(
    posted(KEPT),
    due(KEPT, 10, 100n),
    posted(TWICE, OTHER),
    due(TWICE, 10, 100n, `${TWICE}#1`, OTHER),
    posted('d2', OTHER),
    inOther(reduced(`${TWICE}#1`, 'd2', 40n)),
  ).thenState((ledger) => {
    expect(ledger.recoveries.get(`${TWICE}#undone`)).toMatchObject({ leftCents: 40n });
    holds(ledger, 60n);
  });
});

test('a debt that counted twice is dropped, and the amount taken for it is due again', () => {
  const [debt, item] = [`${TWICE}#1`, 'd3#1'];
  const moved = posting(TEAM, { debit: 'due', credit: 'to-recover', amountCents: 30n });
  const setOff = {
    type: 'SetOff',
    effective: dayText(11),
    data: { envelope: OTHER, debtEnvelope: OTHER, run: 'R1', item, recovery: debt, team: TEAM, ...moved },
  } as unknown as LedgerEvent;
  undoingOf(
    posted(KEPT),
    recovery(KEPT, 50n),
    posted(TWICE, OTHER),
    recovery(TWICE, 50n, debt, OTHER),
    posted('d3', OTHER),
    due('d3', 10, 80n, item, OTHER),
    setOff,
  ).thenState((ledger) => {
    expect(ledger.recoveries.get(debt)?.status).toBe('dropped');
    expect(ledger.items.get(`${TWICE}#due-again`)).toMatchObject({ envelope: OTHER, status: 'due', dueCents: 30n });
    const other = ledger.envelopes.get(OTHER);
    expect(other && teamBalance(other, 'to-recover', TEAM)).toBe(0n);
    holds(ledger, 80n - 50n);
  });
});

test('a posting is undone once', () => {
  const events = [posted(KEPT), posted(TWICE, OTHER), due(TWICE, 10, 100n, `${TWICE}#1`, OTHER)];
  const undone = {
    type: 'PostingUndone',
    effective: '2026-01-15',
    data: { envelope: OTHER, decision: TWICE },
  } as const;
  given(...CARRIED, ...events, undone)
    .when(propose('Alice', UNDO))
    .thenRefused('NOT_POSTED_TWICE');
});

test('is refused while a debt of the posting is demanded: the team may be paying it back', () => {
  const debt = `${TWICE}#1`;
  const moved = posting(TEAM, { debit: 'demanded', credit: 'to-recover', amountCents: 40n });
  const demanded: LedgerEvent = {
    type: 'RepaymentDemanded',
    effective: '2026-01-12',
    data: { envelope: OTHER, recovery: debt, team: TEAM, ...moved },
  };
  const both = [posted(KEPT), posted(TWICE, OTHER), recovery(TWICE, 40n, debt, OTHER)];
  given(...CARRIED, ...both)
    .when(propose('Alice', UNDO))
    .then(proposedEvent);
  given(...CARRIED, ...both, demanded)
    .when(propose('Alice', UNDO))
    .thenRefused('DEBT_DEMANDED', { team: TEAM });
});
