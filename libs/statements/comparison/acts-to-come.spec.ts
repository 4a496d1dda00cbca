/** The quarters with acts still to come: those after the last month whose acts are complete. */
import { expect, test } from '@jest/globals';
import type { ActVersion, Dossier } from '#libs/enrolment/dossier.ts';
import { type Day, dayFromText, quarterFromText, quarterText } from '#libs/kernel/day.ts';
import { type Month, monthOf } from '#libs/kernel/month.ts';
import { ActsToCome } from '#libs/statements/comparison/acts-to-come.ts';

const FIRST = monthOf(dayFromText('2022-01-01'));
const ASKED = ['2022-Q3', '2022-Q4', '2023-Q1'].map(quarterFromText);

/** The quarters to come for these numbers of acts per month from 2022-01 on, as known on a day. */
function toCome(acts: readonly number[], knownOn: string, executant = 'member'): readonly string[] {
  const known = { day: dayFromText(knownOn), position: 1_000 };
  const found = new ActsToCome(new Set(['member']), FIRST, known);
  const act = (careOn: Day): ActVersion => ({
    ...{ knownOn: careOn, position: 1, actId: 'A', executant, profession: 'GP', actCode: '1111', careOn },
    ...{ baseCents: 3000, paidCents: 2100, informationOnly: false, reversal: false },
  });
  const dayOf = (month: Month): Day =>
    dayFromText(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-10`);
  const of = acts.flatMap((count, i) => Array.from({ length: count }, () => act(dayOf(FIRST + i))));
  const dossier: Dossier = { patient: 'P', person: [], coverage: [], declarations: [], acts: of, spending: [] };
  found.add({ dossiers: [dossier], merges: [] });
  return found.among(ASKED).map(quarterText);
}

const A_YEAR = Array.from({ length: 12 }, () => 20);

test('acts that stay away show, however long', () => {
  expect(toCome([...A_YEAR, 20, 20, 20], '2023-04-10')).toStrictEqual([]);
  expect(toCome([...A_YEAR, 20, 20, 3], '2023-04-10')).toStrictEqual(['2023-Q1']);
  expect(toCome(A_YEAR.slice(0, 7), '2023-04-10')).toStrictEqual(['2022-Q3', '2022-Q4', '2023-Q1']);
});

test('a month with few acts before others that have theirs is a month with few acts', () => {
  expect(toCome([...A_YEAR.slice(0, 8), 2, 20, 20, 20, 20, 20, 20], '2023-04-10')).toStrictEqual([]);
});

test('a quarter that has not ended has acts to come, and a team of few acts shows nothing', () => {
  expect(toCome([...A_YEAR, 20, 20], '2023-03-10')).toStrictEqual(['2023-Q1']);
  expect(toCome([5, 5, 5], '2023-04-10')).toStrictEqual([]);
  expect(toCome(A_YEAR.slice(0, 3), '2023-04-10', 'another')).toStrictEqual([]);
});
