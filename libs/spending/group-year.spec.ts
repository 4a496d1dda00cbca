/** The share of a patient in the year of a group: the list, and the spending compared with the national mean. */
import { expect, test } from '@jest/globals';
import { patientAsKnown } from '#libs/enrolment/patient.ts';
import { dayText } from '#libs/kernel/day.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { type GroupYearShare, groupYearShares, referenceDay } from '#libs/spending/group-year.ts';
import {
  type DossierFacts,
  EVERYTHING,
  type National,
  dossier,
  frame,
  regulationWith,
  required,
  roster,
} from '#test/support/enrolment.ts';

const ACTIVE = [['ACTIVE', '2020-01-01']] as const;
const GROUPS = [
  roster('G1', { scheme: 'IPEP', phases: ACTIVE, members: [['D1', 'GP', '2019-01-01']] }),
  roster('G2', { scheme: 'IPEP', phases: ACTIVE, members: [['D2', 'GP', '2019-01-01']] }),
];
const MEANS: National = {
  means: [
    [2020, 7_000],
    [2021, 8_000],
  ],
};

function shares(facts: DossierFacts, parameters: JsonObject = {}, national = MEANS, groups = GROUPS): GroupYearShare[] {
  const made = frame(groups, ['2021-Q1', '2021-Q4'], national, regulationWith(parameters));
  const someone = patientAsKnown(dossier('P1', facts), EVERYTHING);
  return groupYearShares(someone, [2021], made);
}

const STAYED: DossierFacts = {
  declarations: [['D1', '2019-01-01']],
  spending: [
    [2020, 5_000],
    [2021, 6_000],
  ],
};

test('a listed patient adds their spending and the national mean of both years', () => {
  expect(shares(STAYED)).toStrictEqual([
    {
      team: 'G1',
      year: 2021,
      profile: 24,
      listed: true,
      spendingMissing: false,
      nationalSpendingMissing: false,
      current: { observedCents: 6_000, expectedCents: 8_000 },
      previous: { observedCents: 5_000, expectedCents: 7_000 },
    },
  ]);
});

test('the list is that of the reference day', () => {
  const moved: DossierFacts = { ...STAYED, declarations: [...required(STAYED.declarations), ['D2', '2021-03-01']] };
  expect(shares(moved).map(({ team }) => team)).toStrictEqual(['G1']);
  expect(shares(moved, { reference_day: '07-01' }).map(({ team }) => team)).toStrictEqual(['G2']);
  expect(shares({ ...STAYED, died: '2021-06-30' }, { reference_day: '07-01' })).toStrictEqual([]);
});

test('spending counts up to the cap', () => {
  const [share] = shares(STAYED, { spending_cap_cents: 5_500 });
  expect([share?.current?.observedCents, share?.previous?.observedCents]).toStrictEqual([5_500, 5_000]);
});

test('a patient without a known spending or national mean is on the list and not compared', () => {
  const [unspent] = shares({ ...STAYED, spending: [[2020, 5_000]] });
  expect([unspent?.listed, unspent?.spendingMissing, unspent?.current]).toStrictEqual([true, true, undefined]);
  const [unmeasured] = shares(STAYED, {}, { means: [[2020, 7_000]] });
  expect([unmeasured?.nationalSpendingMissing, unmeasured?.spendingMissing]).toStrictEqual([true, false]);
  expect(unmeasured?.current).toBeUndefined();
});

test('a spending of zero is known', () => {
  const [share] = shares({ ...STAYED, spending: [[2021, 0]] });
  expect(share?.current).toStrictEqual({ observedCents: 0, expectedCents: 8_000 });
});

test('with previous_list SAME, the year before counts the list of the year', () => {
  const came: DossierFacts = {
    ...STAYED,
    declarations: [
      ['D2', '2019-01-01'],
      ['D1', '2020-06-01'],
    ],
  };
  const [share, ...others] = shares(came);
  expect([share?.team, share?.previous?.observedCents, others]).toStrictEqual(['G1', 5_000, []]);
});

test('with previous_list OWN, each group counts its own list of the year before', () => {
  const came: DossierFacts = {
    ...STAYED,
    declarations: [
      ['D2', '2019-01-01'],
      ['D1', '2020-06-01'],
    ],
  };
  const [now, before] = shares(came, { previous_list: 'OWN' });
  expect([now?.team, now?.listed, now?.previous]).toStrictEqual(['G1', true, undefined]);
  expect([before?.team, before?.listed, before?.current, before?.previous?.observedCents]).toStrictEqual([
    'G2',
    false,
    undefined,
    5_000,
  ]);
  expect([before?.spendingMissing, before?.nationalSpendingMissing]).toStrictEqual([false, false]);
});

test('with previous_list OWN, no patient was attached before the group was in the experiment', () => {
  const young = [
    roster('G1', { scheme: 'IPEP', phases: [['ACTIVE', '2021-01-01']], members: [['D1', 'GP', '2019-01-01']] }),
  ];
  const [share, ...others] = shares(STAYED, { previous_list: 'OWN' }, MEANS, young);
  expect([share?.previous, others]).toStrictEqual([undefined, []]);
  const [same] = shares(STAYED, {}, MEANS, young);
  expect(same?.previous?.observedCents).toBe(5_000);
});

test('a group that is not active the whole year has no list', () => {
  const leaving = [
    roster('G1', {
      scheme: 'IPEP',
      phases: [...ACTIVE, ['LEFT', '2021-10-01']],
      members: [['D1', 'GP', '2019-01-01']],
    }),
  ];
  expect(shares(STAYED, {}, MEANS, leaving)).toStrictEqual([]);
});

test('the parameters of 1 January of the year give the reference day of the year before', () => {
  const scheme = required(regulationWith({ reference_day: '12-31' }).schemes.get('IPEP'));
  expect([2021, 2020].map((of) => dayText(referenceDay(scheme, 2021, of)))).toStrictEqual(['2021-12-31', '2020-12-31']);
});
