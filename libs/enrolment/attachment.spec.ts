/** Through the treating doctor a patient is on the list of a team, by the first day of the quarter or by days. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  LISTING_FAMILY,
  attachedTo,
  attachmentOf,
  listedBy,
  listedDays,
  listingOf,
} from '#libs/enrolment/attachment.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { dayFromText, dayText, firstDayOf, lastDayOf } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type DossierFacts, patient, q, regulationWith, roster, teams } from '#test/support/enrolment.ts';
import { SHIPPED } from '#test/support/shipped.ts';

const QUARTER = q('2021-Q1');
const DAYS = regulationWith({ presence: 'DAYS' });
const FIRST_DAY = regulationWith({ presence: 'FIRST_DAY' });

/** PEPS counts presence by days, PRIMORDIAL by the first day. */
const MIXED = (() => {
  const root = JSON.parse(SHIPPED.parameters) as {
    schemes: Record<string, Record<string, { values: { value: unknown }[] }>>;
  };
  for (const dated of root.schemes['PEPS']?.['presence']?.values ?? []) dated.value = 'DAYS';
  return loadRegulation({ ...SHIPPED, parameters: JSON.stringify(root) });
})();

const PEPS: TeamRoster = roster('PEPS-1', {
  phases: [['FORFAIT', '2020-01-01']],
  members: [['D1', 'GP', '2020-01-01']],
});
const PRIMORDIAL: TeamRoster = roster('PRIM-1', {
  scheme: 'PRIMORDIAL',
  phases: [['FORFAIT', '2021-01-01']],
  members: [['D2', 'GP', '2020-01-01']],
});

function days(facts: DossierFacts, regulation = DAYS, rosters = [PEPS, PRIMORDIAL]): Record<string, number> {
  const someone = attachmentOf(patient(facts), LISTING_FAMILY, teams(rosters, regulation));
  return Object.fromEntries(
    [...listedDays(someone, listingOf(someone, QUARTER))].map(([team, count]) => [team.id, count]),
  );
}

function lister(facts: DossierFacts, on: string, regulation = DAYS): string | undefined {
  const someone = attachmentOf(patient(facts), LISTING_FAMILY, teams([PEPS, PRIMORDIAL], regulation));
  return listedBy(someone, dayFromText(on), listingOf(someone, QUARTER))?.id;
}

test('a patient is attached to the team of the treating doctor, from birth to the eve of death', () => {
  const all = teams([PEPS]);
  const facts: DossierFacts = { birth: '2021-01-10', died: '2021-03-05', declarations: [['D1', '2021-01-01']] };
  const someone = attachmentOf(patient(facts), LISTING_FAMILY, all);
  const on = (text: string) => attachedTo(someone, dayFromText(text))?.id;
  expect(['2021-01-09', '2021-01-10', '2021-03-04', '2021-03-05'].map(on)).toStrictEqual([
    undefined,
    'PEPS-1',
    'PEPS-1',
    undefined,
  ]);
});

test('a doctor who is a member as a nurse attaches no patient', () => {
  const all = teams([roster('T1', { phases: [['FORFAIT', '2020-01-01']], members: [['D1', 'NURSE', '2020-01-01']] })]);
  const someone = attachmentOf(patient({ declarations: [['D1', '2020-01-01']] }), LISTING_FAMILY, all);
  expect(attachedTo(someone, dayFromText('2021-01-01'))).toBeUndefined();
});

test('by the first day, the team of that day lists the patient for the whole quarter', () => {
  const moved: DossierFacts = {
    died: '2021-03-01',
    declarations: [
      ['D1', '2020-01-01'],
      ['D2', '2021-01-02'],
    ],
  };
  for (const on of ['2021-01-01', '2021-01-02', '2021-03-31']) assert.equal(lister(moved, on, FIRST_DAY), 'PEPS-1', on);
  expect(days(moved, FIRST_DAY)).toStrictEqual({});
});

test('by the first day, a patient who comes on the second day is on no list until the next quarter', () => {
  const late: DossierFacts = { declarations: [['D1', '2021-01-02']] };
  expect(lister(late, '2021-02-01', FIRST_DAY)).toBeUndefined();
  const all = teams([PEPS], FIRST_DAY);
  expect(listingOf(attachmentOf(patient(late), LISTING_FAMILY, all), QUARTER + 1).wholeQuarter?.id).toBe('PEPS-1');
});

test('by days, each team lists the patient on the days of attachment to it', () => {
  const moved: DossierFacts = {
    declarations: [
      ['D1', '2020-01-01'],
      ['D2', '2021-02-01'],
      ['D1', '2021-03-01'],
    ],
  };
  expect(days(moved)).toStrictEqual({ 'PEPS-1': 62, 'PRIM-1': 28 });
  expect(lister(moved, '2021-01-31')).toBe('PEPS-1');
  expect(lister(moved, '2021-02-01')).toBe('PRIM-1');
});

test('by days, birth, death and the end of a declaration or membership begin and end the presence', () => {
  const declarations = [['D1', '2020-01-01']] as const;
  expect(days({ birth: '2021-03-31', declarations })).toStrictEqual({ 'PEPS-1': 1 });
  expect(days({ died: '2021-01-02', declarations })).toStrictEqual({ 'PEPS-1': 1 });
  expect(days({ declarations: [...declarations, ['', '2021-01-11']] })).toStrictEqual({ 'PEPS-1': 10 });
  const until = roster('PEPS-1', {
    phases: [['FORFAIT', '2020-01-01']],
    members: [['D1', 'GP', '2020-01-01', '2021-01-20']],
  });
  expect(days({ declarations }, DAYS, [until])).toStrictEqual({ 'PEPS-1': 20 });
  expect(days({ died: '2021-01-01', declarations })).toStrictEqual({});
});

test('with both presences, a patient of a first-day team on the first day is never listed by a team of days', () => {
  const leaves: DossierFacts = {
    declarations: [
      ['D2', '2020-01-01'],
      ['D1', '2021-02-01'],
    ],
  };
  expect(lister(leaves, '2021-03-01', MIXED)).toBe('PRIM-1');
  expect(days(leaves, MIXED)).toStrictEqual({});
});

test('with both presences, a patient of a team of days on the first day is not listed by a first-day team later', () => {
  const joins: DossierFacts = {
    declarations: [
      ['D1', '2020-01-01'],
      ['D2', '2021-02-01'],
    ],
  };
  expect(lister(joins, '2021-01-31', MIXED)).toBe('PEPS-1');
  expect(lister(joins, '2021-02-01', MIXED)).toBeUndefined();
  expect(days(joins, MIXED)).toStrictEqual({ 'PEPS-1': 31 });
});

test('the days listed equal a count day by day', () => {
  const first = firstDayOf(QUARTER);
  const anyDay = fc.integer({ min: first - 40, max: lastDayOf(QUARTER) + 10 });
  const anyRoster = (id: string) =>
    fc
      .array(fc.tuple(fc.constantFrom('D1', 'D2'), fc.constantFrom('GP', 'NURSE'), anyDay, fc.option(anyDay)), {
        maxLength: 3,
      })
      .map((members) =>
        roster(id, {
          phases: [['FORFAIT', '2020-01-01']],
          members: members.map(([rpps, profession, from, until]) =>
            until === null
              ? [rpps, profession, dayText(from)]
              : [rpps, profession, dayText(from), dayText(Math.max(until, from - 1))],
          ),
        }),
      );
  const anyDossier = fc.record({
    birth: anyDay.map(dayText),
    died: anyDay.map(dayText),
    declarations: fc.array(fc.tuple(fc.constantFrom('D1', 'D2', ''), anyDay.map(dayText)), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(DAYS, MIXED), anyRoster('A'), anyRoster('B'), anyDossier, (regulation, a, b, facts) => {
      const someone = attachmentOf(patient(facts), LISTING_FAMILY, teams([a, b, PRIMORDIAL], regulation));
      const listing = listingOf(someone, QUARTER);
      const expected = new Map<string, number>();
      if (listing.wholeQuarter === undefined)
        for (let day = first; day <= lastDayOf(QUARTER); day++) {
          const team = listedBy(someone, day, listing)?.id;
          if (team !== undefined) expected.set(team, (expected.get(team) ?? 0) + 1);
        }
      const found = [...listedDays(someone, listing)].map(([team, count]) => [team.id, count] as const);
      expect(new Map(found)).toStrictEqual(expected);
    }),
    { numRuns: 200 },
  );
});
