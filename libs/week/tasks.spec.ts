/** The list of tasks offers the steps that the rules would accept on the day, and for the others the reason why not. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { statement } from '#libs/statements/workflow/decide.ts';
import type { StatementProposal, StatementEvent } from '#libs/statements/workflow/events.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { isOpenItem } from '#libs/payments/ledger/state.ts';
import { paymentTasks } from '#libs/week/payment-tasks.ts';
import { preparedTasks, unpayable } from '#libs/week/run-tasks.ts';
import { isReplaced, staleTasks } from '#libs/week/stale-tasks.ts';
import { decisionTasks } from '#libs/week/statement-tasks.ts';
import type { Task } from '#libs/week/task.ts';
import { groupedTask } from '#libs/words/texts/task-groups.ts';
import { draftsOn } from '#libs/statements/workflow/too-early.ts';
import {
  IN_FORCE,
  due,
  exceptionGiven,
  given,
  inForce,
  posted,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { calculation } from '#test/support/published.ts';
import { release, withPrepared } from '#test/support/runs.ts';
import { type Authored, by, specificationOf } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const TODAY = dayFromText('2026-01-15');
const NO_TEAMS = { byId: new Map() } as unknown as Parameters<typeof paymentTasks>[1];
const FUNDED = given(...IN_FORCE).state;

function as(period: string, knownOn = TODAY, amountCents = 100_00n, position = 1) {
  const draft = calculation(OF.team, period, amountCents);
  return calculated(OF.team, period, { ...draft.pin, knownOn, position }, draft.statement);
}

function recorded(data: ReturnType<typeof as>): StatementEvent {
  return { type: 'StatementCalculated', effective: data.period, data };
}

function submission({ team, period, digest, pin, statement: of }: ReturnType<typeof as>): Authored<StatementEvent> {
  const proposal: StatementProposal = { number: 0, digest, lines: of?.lines ?? [], pin, instalments: [], moves: [] };
  return by('Alice', { type: 'StatementSubmitted', effective: period, data: { team, period, proposal } });
}

function stateOf(period: string, ...events: readonly (StatementEvent | Authored<StatementEvent>)[]): StatementState {
  const of = { team: OF.team, period };
  return specificationOf(statement(of), `statement-${of.team}-${period}`).given(...events).state;
}

function shown(tasks: readonly Task[]): readonly unknown[] {
  return tasks.map(groupedTask).map(({ kind, groups, next }) => [kind, groups.map(({ group }) => group), next]);
}

test('offers to submit started periods that are known by the day', () => {
  const state = stateOf(OF.period, recorded(as(OF.period)));
  expect(shown(decisionTasks([state], FUNDED, { asOf: TODAY, stale: [] }))).toStrictEqual([
    ['SUBMIT', ['2021-Q4'], [{ step: 'SUBMIT', period: '2021-Q4' }]],
  ]);
});

test('a period that has not begun is not offered for submission', () => {
  const state = stateOf('2026-Q3', recorded(as('2026-Q3')));
  expect(shown(decisionTasks([state], FUNDED, { asOf: TODAY, stale: [] }))).toStrictEqual([
    ['NOT_YET', ['2026-Q3, qui commence le 01/07/2026'], []],
  ]);
});

test('a period known on a day to come is to be calculated as known today', () => {
  const state = stateOf(OF.period, recorded(as(OF.period, TODAY + 1)));
  expect(shown(decisionTasks([state], FUNDED, { asOf: TODAY, stale: [] }))).toStrictEqual([
    [
      'NOT_YET',
      ['2021-Q4, calculé au 16/01/2026, qui est à venir'],
      [{ step: 'CALCULATE', from: '2021-Q4', to: '2021-Q4', team: OF.team, knownOn: '2026-01-15' }],
    ],
  ]);
});

test('a period after the end of its text needs an exception, and is not offered for submission without one', () => {
  const { team, period } = OF;
  const { pin, statement: of } = as(period);
  const ended = calculated(team, period, pin, of === null ? null : { ...of, flags: ['SCHEME_ENDED'] });
  const state = stateOf(period, recorded(ended));
  expect(shown(decisionTasks([state], FUNDED, { asOf: TODAY, stale: [] }))).toStrictEqual([
    ['NOT_YET', ['2021-Q4, après la fin du texte, sans exception'], [{ step: 'EXCEPT_END', team, period }]],
  ]);
  expect(draftsOn([state], TODAY, FUNDED)).toMatchObject({ ready: [], early: [], ended: [state] });
  const permitted = given(...IN_FORCE, ...exceptionGiven('solde', { kind: 'AFTER_END', team, period })).state;
  expect(decisionTasks([state], permitted, { asOf: TODAY, stale: [] }).map(({ kind }) => kind)).toStrictEqual([
    'SUBMIT',
  ]);
  expect(draftsOn([state], TODAY, permitted)).toMatchObject({ ready: [state], ended: [] });
});

test('a submission replaced by another calculation is stale, with the remedy, and is not offered for approval', () => {
  const first = as(OF.period);
  const state = stateOf(OF.period, recorded(first), submission(first), recorded(as(OF.period, TODAY, 120_00n, 9)));
  expect(isReplaced(state)).toBe(true);
  expect(decisionTasks([state], FUNDED, { asOf: TODAY, stale: [state] })).toStrictEqual([]);
  expect(shown(staleTasks([state]))).toStrictEqual([
    [
      'STALE',
      ['2021-Q4, soumis par Alice'],
      [
        { step: 'REJECT', team: OF.team, period: OF.period },
        { step: 'CALCULATE', from: '2021-Q4', to: '2021-Q4', team: OF.team },
      ],
    ],
  ]);
});

test('a calculation as known on another day does not replace a submission', () => {
  const first = as(OF.period);
  const state = stateOf(OF.period, recorded(first), submission(first), recorded(as(OF.period, TODAY - 1, 120_00n, 9)));
  expect(isReplaced(state)).toBe(false);
});

test('a submission whose scheme no envelope funds on the day asks for an envelope', () => {
  const first = as(OF.period);
  const state = stateOf(OF.period, recorded(first), submission(first));
  const from = TODAY + 1;
  const later = given(...inForce({ from })).state;
  expect(shown(decisionTasks([state], later, { asOf: TODAY, stale: [] }))).toStrictEqual([
    ['UNFUNDED', ['PEPS, au 15/01/2026'], [{ step: 'PROPOSE_ENVELOPE', scheme: 'PEPS' }]],
  ]);
  expect(decisionTasks([state], later, { asOf: from, stale: [] }).map(({ kind }) => kind)).toStrictEqual(['APPROVE']);
});

test('shows the meaning of the code of the bank for a payment that it has not decided', () => {
  const sent = [
    ...IN_FORCE,
    posted('d1'),
    due('d1', 10, 100n),
    due('d1', 10, 50n, 'd1#2'),
    due('d1', 10, 20n, 'd1#3'),
    runMade('R1', 20, ['E1', 'E2', 'E3']),
    released('E1', 'd1#1', 20, 100n),
    released('E2', 'd1#2', 20, 50n),
    released('E3', 'd1#3', 20, 20n),
  ];
  const waiting = (endToEndId: string, status: string) =>
    ({
      type: 'PaymentWaiting',
      effective: '2021-01-22',
      data: { envelope: 'FISS', endToEndId, team: 'T1', status, reason: null, detail: null },
    }) as const;
  const { state } = given(...sent, waiting('E1', 'PDNG'), waiting('E2', 'ZZZZ'));
  const [silent, undecided] = paymentTasks(state, NO_TEAMS, { asOf: TODAY }).map(groupedTask);
  expect([silent?.kind, silent?.groups]).toStrictEqual([
    'AWAIT_BANK',
    [{ group: 'campagne R1', count: 1, amountCents: 20n, of: ['T1 2021-Q1 E3'] }],
  ]);
  expect([undecided?.kind, undecided?.groups.map(({ group, of }) => [group, of])]).toStrictEqual([
    'UNDECIDED_AT_BANK',
    [
      ['PDNG, en attente à la banque', ['T1 2021-Q1 E1 2021-01-22 PDNG']],
      ['ZZZZ, code que le décompte ne connaît pas : demandez-le à la banque', ['T1 2021-Q1 E2 2021-01-22 ZZZZ']],
    ],
  ]);
});

test('a held account is shown with the command that proposes its exception', () => {
  const { state } = given(...IN_FORCE, posted('d1'), due('d1', 10, 100n));
  const obstacles = new Map([['T1', { reason: 'ACCOUNT_HELD', until: TODAY + 3 } as const]]);
  expect(shown(unpayable([...state.items.values()].filter(isOpenItem), obstacles))).toStrictEqual([
    [
      'UNPAYABLE',
      ['compte changé il y a peu, jusqu’au 17/01/2026'],
      [
        { step: 'REVIEW_PAYEE', team: 'T1' },
        { step: 'EXCEPT_ACCOUNT', team: 'T1' },
      ],
    ],
  ]);
});

test('a prepared run whose payments another has released is dropped, not released', () => {
  const both = withPrepared(withPrepared([...IN_FORCE, posted('d1'), due('d1', 10, 100n)]), { run: 'R2' });
  const released = paymentLedger.decide(release(both, { run: 'R2' }), given(...both).state);
  const after = [...both, ...released.map((event) => by('Carol', event, '2026-01-15T11:00:00.000Z'))];
  const envelope = ['enveloppe FISS'];
  expect(shown(preparedTasks(given(...both).state, TODAY))).toStrictEqual([
    ['RELEASE_PREPARED', envelope, ['R1', 'R2'].map((run) => ({ step: 'RELEASE_RUN', run }))],
  ]);
  expect(shown(preparedTasks(given(...after).state, TODAY))).toStrictEqual([
    ['REDO_PREPARED', envelope, [{ step: 'DROP_RUN', run: 'R1' }]],
  ]);
});

test('the debt of a team that left is not demanded while something is due to it, against which the next run sets it off', () => {
  const owed = [...IN_FORCE, posted('d1'), recovery('d1', 40n)] as const;
  const kinds = (state: Parameters<typeof paymentTasks>[0]) =>
    paymentTasks(state, NO_TEAMS, { asOf: TODAY }).map(({ kind, amountCents }) => [kind, amountCents]);
  expect(kinds(given(...owed).state)).toStrictEqual([['DEMAND', 40n]]);
  expect(kinds(given(...owed, posted('d2'), due('d2', 10, 500n)).state)).toStrictEqual([['SET_OFF', 40n]]);
});
