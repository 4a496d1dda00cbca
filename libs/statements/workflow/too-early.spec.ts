/** A draft is ready on the first day of its period and on the day as known on which it was calculated, and not a day before. */
import { expect, test } from '@jest/globals';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { given as ledger } from '#test/support/ledger.ts';
import { statement } from '#libs/statements/workflow/decide.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { draftsOn, tooEarly } from '#libs/statements/workflow/too-early.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { calculation } from '#test/support/published.ts';
import { specificationOf } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };

function calculatedAsKnownOn(day: string): StatementState {
  const { pin, statement: made } = calculation(OF.team, OF.period, 100_00n);
  const data = calculated(OF.team, OF.period, { ...pin, knownOn: dayFromText(day) }, made);
  const { given } = specificationOf(statement(OF), 'statement-PEPS-01-2021-Q4');
  return given({ type: 'StatementCalculated', effective: OF.period, data }).state;
}

const early = (state: StatementState, on: string): string => {
  const found = tooEarly(state, dayFromText(on));
  return found === undefined ? '' : `${found.why} ${dayText(found.from)}`;
};

test('before its period, and before the day on which it is known', () => {
  const known = calculatedAsKnownOn('2021-09-30');
  expect([early(known, '2021-09-30'), early(known, '2021-10-01')]).toStrictEqual(['NOT_BEGUN 2021-10-01', '']);
  const later = calculatedAsKnownOn('2021-12-31');
  expect([early(later, '2021-12-30'), early(later, '2021-12-31')]).toStrictEqual(['KNOWN_ON_TO_COME 2021-12-31', '']);
});

test('drafts are apart by whether they are ready, with the day on which all are', () => {
  const states = ['2021-11-30', '2021-10-31', '2021-12-31'].map(calculatedAsKnownOn);
  const on = (day: string) => draftsOn(states, dayFromText(day), ledger().state);
  expect(on('2021-11-30')).toStrictEqual({
    ready: states.slice(0, 2),
    early: states.slice(2),
    earlyUntil: '2021-12-31',
    ended: [],
  });
  expect(on('2021-12-31')).toStrictEqual({ ready: states, early: [], earlyUntil: null, ended: [] });
  expect(on('2021-09-30')).toMatchObject({ ready: [], early: states, earlyUntil: '2021-10-01' });
});
