import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  return groupYearShares(someone, 2021, made);
}

const STAYED: DossierFacts = {
  declarations: [['D1', '2019-01-01']],
  spending: [
    [2020, 5_000],
    [2021, 6_000],
  ],
};

test('a patient of the list adds his spending beside the national mean of both years', () => {
  assert.deepEqual(shares(STAYED), [
    {
      team: 'G1',
      year: 2021,
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
  assert.deepEqual(
    shares(moved).map(({ team }) => team),
    ['G1'],
  );
  assert.deepEqual(
    shares(moved, { reference_day: '07-01' }).map(({ team }) => team),
    ['G2'],
  );
  assert.deepEqual(shares({ ...STAYED, died: '2021-06-30' }, { reference_day: '07-01' }), []);
});

test('a spending counts at most the cap', () => {
  const [share] = shares(STAYED, { spending_cap_cents: 5_500 });
  assert.deepEqual([share?.current?.observedCents, share?.previous?.observedCents], [5_500, 5_000]);
});

test('one whose spending or national mean is unknown is on the list and compared with nobody', () => {
  const [unspent] = shares({ ...STAYED, spending: [[2020, 5_000]] });
  assert.deepEqual([unspent?.listed, unspent?.spendingMissing, unspent?.current], [true, true, undefined]);
  const [unmeasured] = shares(STAYED, {}, { means: [[2020, 7_000]] });
  assert.deepEqual([unmeasured?.nationalSpendingMissing, unmeasured?.spendingMissing], [true, false]);
  assert.equal(unmeasured?.current, undefined);
});

test('a spending of zero is known', () => {
  const [share] = shares({ ...STAYED, spending: [[2021, 0]] });
  assert.deepEqual(share?.current, { observedCents: 0, expectedCents: 8_000 });
});

test('with the same list, the year before is of the patients of this year’s list', () => {
  const came: DossierFacts = {
    ...STAYED,
    declarations: [
      ['D2', '2019-01-01'],
      ['D1', '2020-06-01'],
    ],
  };
  const [share, ...others] = shares(came);
  assert.deepEqual([share?.team, share?.previous?.observedCents, others], ['G1', 5_000, []]);
});

test('with its own list, each group counts for the year before those it had then', () => {
  const came: DossierFacts = {
    ...STAYED,
    declarations: [
      ['D2', '2019-01-01'],
      ['D1', '2020-06-01'],
    ],
  };
  const [now, before] = shares(came, { previous_list: 'OWN' });
  assert.deepEqual([now?.team, now?.listed, now?.previous], ['G1', true, undefined]);
  assert.deepEqual(
    [before?.team, before?.listed, before?.current, before?.previous?.observedCents],
    ['G2', false, undefined, 5_000],
  );
  assert.deepEqual([before?.spendingMissing, before?.nationalSpendingMissing], [false, false]);
});

test('with its own list, nobody was attached before the group was in the experiment', () => {
  const young = [
    roster('G1', { scheme: 'IPEP', phases: [['ACTIVE', '2021-01-01']], members: [['D1', 'GP', '2019-01-01']] }),
  ];
  const [share, ...others] = shares(STAYED, { previous_list: 'OWN' }, MEANS, young);
  assert.deepEqual([share?.previous, others], [undefined, []]);
  const [same] = shares(STAYED, {}, MEANS, young);
  assert.equal(same?.previous?.observedCents, 5_000);
});

test('a group that is not active the whole year has no list', () => {
  const leaving = [
    roster('G1', {
      scheme: 'IPEP',
      phases: [...ACTIVE, ['LEFT', '2021-10-01']],
      members: [['D1', 'GP', '2019-01-01']],
    }),
  ];
  assert.deepEqual(shares(STAYED, {}, MEANS, leaving), []);
});

test('the reference day of the year before is told by the parameters of 1 January of the year calculated', () => {
  const scheme = required(regulationWith({ reference_day: '12-31' }).schemes.get('IPEP'));
  assert.deepEqual(
    [2021, 2020].map((of) => dayText(referenceDay(scheme, 2021, of))),
    ['2021-12-31', '2020-12-31'],
  );
});
