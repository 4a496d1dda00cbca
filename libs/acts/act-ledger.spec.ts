/** The act ledger entries of an act, for each team that it concerns. */
import { expect, test } from '@jest/globals';
import { ledgerEntries } from '#libs/acts/act-ledger.ts';
import { LISTING_FAMILY, attachmentOf, listingOf } from '#libs/enrolment/attachment.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { quarterOf, quarterText } from '#libs/kernel/day.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import {
  type ActFacts,
  type DossierFacts,
  REGULATION,
  patient,
  regulationWith,
  required,
  roster,
  teams,
} from '#test/support/enrolment.ts';

/**
 * P lists the patient through D1; D2 is in E; D9 in no team; N1 a nurse of P, N2 of E. All acts are of the first quarter of 2021.
 */
interface World {
  /** Phase of P, the patient's team; null: not in the experiment. */
  readonly p?: string | null;
  readonly e?: string | null;
  readonly option?: string;
  readonly scope?: string;
  readonly patient?: DossierFacts;
  readonly act?: Partial<ActFacts>;
  readonly regulation?: Regulation;
}

function world({ p = 'FORFAIT', e = 'FORFAIT', option = 'ALL', scope = 'GP' }: World): TeamRoster[] {
  const phases = (phase: string | null) => (phase === null ? [] : [[phase, '2020-01-01'] as const]);
  return [
    roster('P', {
      rows: [{ option, scope }],
      phases: phases(p),
      members: [
        ['D1', 'GP', '2020-01-01'],
        ['N1', 'NURSE', '2020-01-01'],
        ['K1', 'OTHER', '2020-01-01'],
      ],
    }),
    roster('E', {
      phases: phases(e),
      members: [
        ['D2', 'GP', '2020-01-01'],
        ['N2', 'NURSE', '2020-01-01'],
      ],
    }),
  ];
}

function entries(given: World) {
  const someone = patient({
    declarations: [['D1', '2020-01-01']],
    ...given.patient,
    acts: [{ on: '2021-02-10', executant: 'D1', ...given.act }],
  });
  const all = teams(world(given), given.regulation ?? REGULATION);
  const act = required(someone.acts[0]);
  const attachment = attachmentOf(someone, LISTING_FAMILY, all);
  return ledgerEntries(act, attachment, listingOf(attachment, quarterOf(act.careOn)));
}

const OTHER_DOCTOR: DossierFacts = { declarations: [['D9', '2020-01-01']] };
const YOUNG: DossierFacts = { birth: '1980-05-05' };

const TABLE: readonly (readonly [what: string, given: World, expected: readonly string[]])[] = [
  ['an act in scope by the patient’s team in forfait', {}, ['P SUBSTITUTED INSIDE']],
  ['an act in scope by the team in FORFAIT_STARTUP', { p: 'FORFAIT_STARTUP' }, ['P SUBSTITUTED INSIDE']],
  ['an act in scope by the team in TRANSITION', { p: 'TRANSITION' }, ['P FEE_FOR_SERVICE TEAM_NOT_IN_FORFAIT INSIDE']],
  ['an act in scope by the team in SETUP', { p: 'SETUP' }, ['P FEE_FOR_SERVICE TEAM_NOT_IN_FORFAIT INSIDE']],
  ['an act in scope by a doctor of no team', { act: { executant: 'D9' } }, ['P LEAKAGE OUTSIDE']],
  [
    'an act in scope by another team in forfait',
    { act: { executant: 'D2' } },
    ['P LEAKAGE OUTSIDE', 'E FEE_FOR_SERVICE PATIENT_NOT_LISTED'],
  ],
  [
    'an act in scope by another team that is not in forfait',
    { e: 'TRANSITION', act: { executant: 'D2' } },
    ['P LEAKAGE OUTSIDE', 'E FEE_FOR_SERVICE TEAM_NOT_IN_FORFAIT'],
  ],
  [
    'an act in scope elsewhere while the patient’s team is in SETUP',
    { p: 'SETUP', act: { executant: 'D9' } },
    ['P LEAKAGE OUTSIDE'],
  ],
  ['an act for a patient on no list', { patient: OTHER_DOCTOR }, ['P FEE_FOR_SERVICE PATIENT_NOT_LISTED']],
  ['an act for a patient on no list, by a doctor of no team', { patient: OTHER_DOCTOR, act: { executant: 'D9' } }, []],
  [
    'an act for a patient outside the option',
    { option: 'OVER_65', patient: YOUNG },
    ['P FEE_FOR_SERVICE PATIENT_OUTSIDE_OPTION'],
  ],
  [
    'an act elsewhere for a patient outside the option',
    { option: 'OVER_65', patient: YOUNG, act: { executant: 'D9' } },
    [],
  ],
  [
    'an act by another team for a patient outside the option of his own',
    { option: 'OVER_65', patient: YOUNG, act: { executant: 'D2' } },
    ['E FEE_FOR_SERVICE PATIENT_NOT_LISTED'],
  ],
  [
    'an act of a nurse where the scope is GP',
    { act: { executant: 'N1', profession: 'NURSE', code: '3111' } },
    ['P FEE_FOR_SERVICE PROFESSION_OUT_OF_SCOPE'],
  ],
  [
    'an act of a nurse where the scope is GP+NURSE',
    { scope: 'GP+NURSE', act: { executant: 'N1', profession: 'NURSE', code: '3111' } },
    ['P SUBSTITUTED INSIDE'],
  ],
  [
    'an act of a profession that no scope has',
    { scope: 'GP+NURSE', act: { executant: 'K1', profession: 'OTHER', code: '1110' } },
    ['P FEE_FOR_SERVICE PROFESSION_OUT_OF_SCOPE'],
  ],
  ['an act whose code the forfait does not replace', { act: { code: '9999' } }, ['P FEE_FOR_SERVICE OUT_OF_SCOPE_ACT']],
  [
    'a nurse’s code on an act of a doctor',
    { scope: 'GP+NURSE', act: { code: '3111' } },
    ['P FEE_FOR_SERVICE OUT_OF_SCOPE_ACT'],
  ],
  ['an act elsewhere whose code the forfait does not replace', { act: { executant: 'D9', code: '9999' } }, []],
  [
    'the profession is the act’s, not that of the membership',
    { act: { executant: 'N1', profession: 'GP' } },
    ['P SUBSTITUTED INSIDE'],
  ],
  ['a line for information', { act: { informationOnly: true } }, ['P INFORMATION_ONLY']],
  [
    'a line for information by another team',
    { act: { informationOnly: true, executant: 'D2' } },
    ['E INFORMATION_ONLY'],
  ],
  ['a line for information by a doctor of no team', { act: { informationOnly: true, executant: 'D9' } }, []],
  [
    'team not in forfait comes before every other reason',
    { p: 'TRANSITION', option: 'OVER_65', patient: { ...YOUNG, ...OTHER_DOCTOR }, act: { code: '9999' } },
    ['P FEE_FOR_SERVICE TEAM_NOT_IN_FORFAIT'],
  ],
  [
    'patient not listed comes before option, profession and code',
    { option: 'OVER_65', patient: { ...YOUNG, ...OTHER_DOCTOR }, act: { profession: 'NURSE', code: '9999' } },
    ['P FEE_FOR_SERVICE PATIENT_NOT_LISTED'],
  ],
  [
    'patient outside the option comes before profession and code',
    { option: 'OVER_65', patient: YOUNG, act: { profession: 'NURSE', code: '9999' } },
    ['P FEE_FOR_SERVICE PATIENT_OUTSIDE_OPTION'],
  ],
  [
    'profession out of scope comes before the code',
    { act: { profession: 'NURSE', code: '9999' } },
    ['P FEE_FOR_SERVICE PROFESSION_OUT_OF_SCOPE'],
  ],
  [
    'a patient of a team outside the experiment is on no list',
    { p: null, act: { executant: 'D2' } },
    ['E FEE_FOR_SERVICE PATIENT_NOT_LISTED'],
  ],
  ['an act within a team outside the experiment', { p: null }, []],
  [
    'a patient who came on the second day, with presence by the first day',
    { patient: { declarations: [['D1', '2021-01-02']] } },
    ['P FEE_FOR_SERVICE PATIENT_NOT_LISTED'],
  ],
  [
    'a patient who came on the day of care, with presence by days',
    { patient: { declarations: [['D1', '2021-02-10']] }, regulation: regulationWith({ presence: 'DAYS' }) },
    ['P SUBSTITUTED INSIDE'],
  ],
  [
    'a patient past 65 only after the first day of the quarter',
    { option: 'OVER_65', patient: { birth: '1956-01-01' } },
    ['P FEE_FOR_SERVICE PATIENT_OUTSIDE_OPTION'],
  ],
  [
    'a patient past 65 on the first day of the quarter',
    { option: 'OVER_65', patient: { birth: '1955-12-31' } },
    ['P SUBSTITUTED INSIDE'],
  ],
];

for (const [what, given, expected] of TABLE)
  test(`${what}: ${expected.length === 0 ? 'no entry' : expected.join(' and ')}`, () => {
    const found = entries(given).map(({ team, class: actClass, reason, side }) =>
      [team, actClass, reason, side ?? ''].filter((word) => word !== '').join(' '),
    );
    expect(found).toStrictEqual(expected);
  });

test('an entry carries the act, its quarter, its amounts and whether it is a reversal', () => {
  const [entry] = entries({ act: { id: 'A7', base: -2500, paid: -1650, reversal: true } });
  const { quarter, ...rest } = required(entry);
  expect(quarterText(quarter)).toBe('2021-Q1');
  expect(rest).toStrictEqual({
    actId: 'A7',
    team: 'P',
    class: 'SUBSTITUTED',
    reason: '',
    baseCents: -2500,
    paidCents: -1650,
    side: 'INSIDE',
    reversal: true,
  });
});

test('the day of care gives the list; the first day of its quarter gives phase and option', () => {
  const someone = patient({
    declarations: [['D1', '2020-01-01']],
    acts: [{ on: '2021-03-31' }, { on: '2021-04-01' }],
  });
  const all = teams([
    roster('P', {
      phases: [
        ['TRANSITION', '2020-01-01'],
        ['FORFAIT', '2021-04-01'],
      ],
      members: [['D1', 'GP', '2020-01-01']],
    }),
  ]);
  const attachment = attachmentOf(someone, LISTING_FAMILY, all);
  const classes = someone.acts.flatMap((act) =>
    ledgerEntries(act, attachment, listingOf(attachment, quarterOf(act.careOn))).map((entry) => entry.class),
  );
  expect(classes).toStrictEqual(['FEE_FOR_SERVICE', 'SUBSTITUTED']);
});
