/** What a regularisation moves to another day: the amounts of one kind that were decided for the former day, wherever they are due by now. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';
import { type Decision, itemsOn } from '#libs/statements/workflow/decisions.ts';
import { unposted } from '#libs/statements/workflow/post-decisions.ts';
import { initialState } from '#libs/statements/workflow/state.ts';
import { given } from '#test/support/ledger.ts';

const OF = { team: 'PRIM-01', period: '2026-Q4' };
const [OCTOBER, NOVEMBER, DECEMBER] = ['2026-10-31', '2026-11-30', '2026-12-31'].map(dayFromText) as [
  number,
  number,
  number,
];

function decided(decision: Partial<Decision> & Pick<Decision, 'number'>): Decision {
  const revision = decision.number * 4 + 2;
  return {
    lines: [],
    instalments: [],
    moves: [],
    approvedAt: '2026-11-15T10:00:00Z',
    revision,
    ...decision,
  } as unknown as Decision;
}

function statement(schedule: readonly Instalment[]): Decision {
  return decided({ number: 0, instalments: schedule, schedule });
}

const items = (decisions: readonly Decision[], kind: Instalment['kind'], day: number): readonly string[] =>
  itemsOn(OF, decisions, { kind, day });

test('an instalment moves, and not the credit that is due on its day', () => {
  const both = statement([
    { kind: 'INSTALMENT', dueOn: DECEMBER, amountCents: -30n },
    { kind: 'STARTUP_CREDIT', dueOn: DECEMBER, amountCents: 100n },
  ]);
  expect(items([both], 'INSTALMENT', DECEMBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#1']);
  expect(items([both], 'STARTUP_CREDIT', DECEMBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#2']);
});

test('an amount that moved to a day gone by, and is due on the approval, moves on from the day of the calculation', () => {
  const first = statement([{ kind: 'INSTALMENT', dueOn: DECEMBER, amountCents: 100n }]);
  const moved = decided({
    number: 1,
    lines: [{ line: 'CAPITATION', amountCents: 7n }],
    moves: [{ kind: 'INSTALMENT', from: DECEMBER, to: OCTOBER, amountCents: 100n }],
  });
  expect(items([first, moved], 'INSTALMENT', OCTOBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@6#2']);
  expect(items([first, moved], 'INSTALMENT', DECEMBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#1']);
  expect(items([first, moved], 'INSTALMENT', NOVEMBER)).toStrictEqual([]);
});

test('of a log that does not have the calculation, what is due on the day moves', () => {
  const old = decided({
    number: 0,
    instalments: [
      { dueOn: NOVEMBER, amountCents: 100n },
      { dueOn: DECEMBER, amountCents: 100n },
    ],
    schedule: undefined,
  });
  expect(items([old], 'INSTALMENT', DECEMBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#2']);
});

test('a part of nothing has no item, so that those after it are found', () => {
  const [nothing, some] = [0n, 100n].map((amountCents): Instalment => ({
    kind: 'INSTALMENT',
    dueOn: OCTOBER,
    amountCents,
  }));
  const credit: Instalment = { kind: 'STARTUP_CREDIT', dueOn: DECEMBER, amountCents: 50n };
  const decision = statement([nothing, some, credit] as readonly Instalment[]);
  expect(items([decision], 'INSTALMENT', OCTOBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#1']);
  expect(items([decision], 'STARTUP_CREDIT', DECEMBER)).toStrictEqual(['statement-PRIM-01-2026-Q4@2#2']);
});

test('moves the items of a kind and former day to the new day, or to the day of the approval if that is later', () => {
  const first = statement([
    { kind: 'INSTALMENT', dueOn: DECEMBER, amountCents: 30n },
    { kind: 'STARTUP_CREDIT', dueOn: NOVEMBER, amountCents: 100n },
    { kind: 'STARTUP_CREDIT', dueOn: DECEMBER, amountCents: 200n },
  ]);
  const moves: Decision['moves'] = [
    { kind: 'STARTUP_CREDIT', from: NOVEMBER, to: OCTOBER, amountCents: 100n },
    { kind: 'STARTUP_CREDIT', from: DECEMBER, to: NOVEMBER, amountCents: 200n },
  ];
  const second = decided({ number: 1, moves });
  const state = { ...initialState(OF), status: 'APPROVED', scheme: 'PRIMORDIAL', decisions: [first, second] } as const;
  const posted = unposted(state, given().state);
  expect(posted.map((one) => one.moves)).toStrictEqual([
    [],
    [
      { items: ['statement-PRIM-01-2026-Q4@2#2'], to: dayFromText('2026-11-15'), amountCents: 100n },
      { items: ['statement-PRIM-01-2026-Q4@2#3'], to: NOVEMBER, amountCents: 200n },
    ],
  ]);
});
