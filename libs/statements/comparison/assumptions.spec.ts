/** What a comparison assumes of the terms of a team: those of its latest row, in quarters in which it had others. */
import { expect, test } from '@jest/globals';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { dayFromText, firstDayOf, quarterFromText } from '#libs/kernel/day.ts';
import { assumptionsOf } from '#libs/statements/comparison/assumptions.ts';
import type { WishedTerms } from '#libs/statements/comparison/team-under.ts';

const KNOWN = { day: dayFromText('2026-09-30'), position: 100 };
const OWN = { option: 'ALL', scope: 'GP' };
type Row = TeamRoster['rows'][number];

/** A row from the first day of a quarter on. */
function row(from: string, terms: Partial<Row> = {}): Row {
  return { ...OWN, from: firstDayOf(quarterFromText(from)), knownOn: 0, position: 1, ...terms } as Row;
}

/** The quarters of 2021 that count under other terms than those of the team then. */
function quarters(rows: readonly Row[], wished: WishedTerms = {}): readonly string[] {
  const found = assumptionsOf({
    known: KNOWN,
    own: OWN,
    wished,
    range: { from: quarterFromText('2021-Q1'), to: quarterFromText('2021-Q4') },
    roster: { team: 'T', rows, phases: [{}], members: [] } as unknown as TeamRoster,
    terms: [],
    inAdvance: [],
    toCome: [],
    inTotals: [],
  });
  return found.flatMap((one) => (one.code === 'LATEST_TERMS' ? one.quarters : []));
}

test('quarters of another option, and quarters of another scope, unless a person asks for one', () => {
  for (const [term, other] of [
    ['option', 'DIABETES'],
    ['scope', 'GP+NURSE'],
  ] as const) {
    const rows = [row('2020-Q1', { [term]: other }), row('2021-Q3')];
    expect(quarters(rows)).toStrictEqual(['2021-Q1', '2021-Q2']);
    expect(quarters(rows.toReversed())).toStrictEqual(['2021-Q1', '2021-Q2']);
    expect(quarters(rows, { [term]: 'x' })).toStrictEqual([]);
  }
  expect(quarters([row('2020-Q1')])).toStrictEqual([]);
});

test('a row that is replaced, or not known yet, says nothing; nor do quarters before the first', () => {
  const other = { scope: 'GP+NURSE' };
  const replaced = [row('2020-Q1', other), row('2020-Q1', { knownOn: 1, position: 2 })];
  expect(quarters(replaced)).toStrictEqual([]);
  expect(quarters([row('2020-Q1'), row('2021-Q2', { ...other, knownOn: KNOWN.day + 1 })])).toStrictEqual([]);
  expect(quarters([row('2021-Q2', other), row('2021-Q3')])).toStrictEqual(['2021-Q2']);
});
