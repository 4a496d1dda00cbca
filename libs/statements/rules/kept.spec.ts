/** The kept part of an erased patient stays the same, whatever later becomes known about teams or the regulation. */
import { expect, test } from '@jest/globals';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import { partsOf } from '#libs/statements/rules/kept.ts';
import {
  EVERYTHING,
  REGULATION,
  type RosterFacts,
  dossier,
  frame,
  regulationWith,
  roster,
} from '#test/support/enrolment.ts';

const RANGE = ['2022-Q1', '2022-Q2'] as const;
const TEAM: RosterFacts = { phases: [['FORFAIT', '2021-01-01']], members: [['D1', 'GP', '2020-01-01']] };
const BEFORE = frame([roster('T1', TEAM)], RANGE);
const PERSON = dossier('P1', { declarations: [['D1', '2020-06-01']], acts: [{ on: '2022-02-10' }] });
/** Known from this day on. */
const KNOWN = '2022-05-01';

const kept: KeptOfPatient = {
  erasure: '3a1ba39464f95fd5',
  parts: partsOf(contribution(PERSON, BEFORE)).map((part) => ({ ...part, pins: [], from: [KNOWN], stands: true })),
};
const erased = { ...dossier('~P1', { birth: null }), kept };

/** The counted part of a person, without the names of his acts. */
function counts(of: typeof PERSON, on: ReturnType<typeof frame>) {
  const { presences, entries, years } = contribution(of, on);
  return { presences, years, paid: entries.reduce((sum, { paidCents }) => sum + paidCents, 0) };
}

test('an erased patient counts as before, in every calculation as known from that day on', () => {
  expect(counts(PERSON, BEFORE).presences).not.toStrictEqual([]);
  expect(counts(erased, BEFORE)).toStrictEqual(counts(PERSON, BEFORE));
  const earlier = { ...EVERYTHING, day: dayFromText('2022-04-30') };
  expect(counts(erased, frame([roster('T1', TEAM)], RANGE, {}, REGULATION, earlier)).presences).toStrictEqual([]);
});

test('a doctor who turns out to have left the team takes the living along, and not the kept part', () => {
  const left: RosterFacts = { ...TEAM, members: [['D1', 'GP', '2020-01-01', '2021-06-30']] };
  const after = frame([roster('T1', left)], RANGE);
  expect(counts(PERSON, after).presences).toStrictEqual([]);
  expect(counts(erased, after)).toStrictEqual(counts(erased, BEFORE));
});

test('a part that was kept while the list had one rate gets a rate of its own, from the acts that were kept', () => {
  const byPatient = regulationWith({ fidelisation_level: 'PATIENT', fidelisation_min_acts: 1 });
  const person = dossier('P1', {
    declarations: [['D1', '2020-06-01']],
    acts: [{ on: '2021-11-10' }, { on: '2021-11-12', executant: 'D9' }, { on: '2022-02-10' }],
  });
  const of = [roster('T1', TEAM)];
  const parts = partsOf(contribution(person, frame(of, ['2021-Q3', '2022-Q2'])));
  const keptAt = {
    erasure: '3a1ba39464f95fd5',
    parts: parts.map((part) => ({ ...part, pins: [], from: [KNOWN], stands: true })),
  };
  const after = frame(of, RANGE, {}, byPatient);
  const living = contribution(person, after).presences;
  expect(living.some(({ ownRate }) => ownRate?.measured === true && ownRate.outsideCents > 0)).toBe(true);
  expect(contribution({ ...dossier('~P1', { birth: null }), kept: keptAt }, after).presences).toStrictEqual(living);
});

test('another regulation changes the contribution of the living, and not a kept part', () => {
  const after = frame([roster('T1', TEAM)], RANGE, {}, regulationWith({ presence: 'DAYS' }));
  expect(counts(PERSON, after)).not.toStrictEqual(counts(PERSON, BEFORE));
  expect(counts(erased, after)).toStrictEqual(counts(erased, BEFORE));
});
