/** The kept part of an erased patient stays the same, whatever later becomes known about teams or the regulation. */
import { expect, test } from '@jest/globals';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import { partsOf, pinOf } from '#libs/statements/rules/kept.ts';
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

/** An erased person with what a calculation kept of the living one, in force from KNOWN on. */
function erasedOf(person: typeof PERSON, on: ReturnType<typeof frame>) {
  const parts = partsOf(contribution(person, on)).map((part) => ({ ...part, pins: [], from: [KNOWN], stands: true }));
  return { ...dossier('~P1', { birth: null }), kept: { erasure: '3a1ba39464f95fd5', parts } };
}

test('several acts of one class are as many entries, and add up to the same amounts', () => {
  const acts = [
    { on: '2022-02-10', base: 2_500, paid: 1_650 },
    { on: '2022-02-11', base: 3_000, paid: 2_100 },
    { on: '2022-02-12', base: 3_000, paid: 2_100, executant: 'D9' },
  ];
  const person = dossier('P1', { declarations: [['D1', '2020-06-01']], acts });
  const sums = (of: typeof PERSON) =>
    [...Map.groupBy(contribution(of, BEFORE).entries, (one) => `${one.class} ${one.reason} ${one.side ?? ''}`)].map(
      ([name, own]) => [
        name,
        own.length,
        own.reduce((sum, { baseCents }) => sum + baseCents, 0),
        own.reduce((sum, { paidCents }) => sum + paidCents, 0),
      ],
    );
  expect(sums(person)).toContainEqual([expect.stringContaining('SUBSTITUTED'), 2, 5_500, 3_750]);
  expect(sums(erasedOf(person, BEFORE)).sort()).toStrictEqual(sums(person).sort());
});

test('an erased patient counts in the year of a group as before, and in no other year', () => {
  const group = roster('G1', {
    scheme: 'IPEP',
    phases: [['ACTIVE', '2020-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
  });
  const on = frame([group], ['2021-Q1', '2021-Q4'], { means: [[2021, 20_000]] });
  const spending = [[2021, 18_000]] as const;
  const person = dossier('P1', { declarations: [['D1', '2020-06-01']], spending });
  const living = contribution(person, on).years;
  expect(living).toMatchObject([{ team: 'G1', year: 2021, current: { observedCents: 18_000 } }]);
  const gone = erasedOf(person, on);
  expect(contribution(gone, on).years).toStrictEqual(living);
  expect(contribution(gone, frame([group], ['2022-Q1', '2022-Q4'])).years).toStrictEqual([]);
});

test('the part of a pin is that of a calculation with all the same inputs', () => {
  const parts = partsOf(contribution(PERSON, BEFORE));
  const pin = pinOf(BEFORE);
  const none = parts.map((part) => ({ ...part, presences: [], from: [KNOWN], pins: [], stands: true }));
  const countedWith = (pins: readonly (typeof pin)[]): number => {
    const pinned = parts.map((part) => ({ ...part, from: [], pins, stands: true }));
    const of = { erasure: '3a1ba39464f95fd5', parts: [...none, ...pinned] };
    return contribution({ ...dossier('~P1', { birth: null }), kept: of }, BEFORE).presences.length;
  };
  expect(countedWith([pin])).toBeGreaterThan(0);
  expect(countedWith([{ ...pin, position: 1 }, pin])).toBeGreaterThan(0);
  for (const other of [{ knownOn: '2029-12-31' }, { position: 1 }, { regulation: 'x' }, { rules: '1' }])
    expect(countedWith([{ ...pin, ...other }])).toBe(0);
});
