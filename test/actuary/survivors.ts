/**
 * A group that saves nothing and whose patients die at the usual rate: the bias from the choice of `previous_list`. Nothing is random:
 * deaths are the share of each age, and a patient spends the mean of the age, or of a last year, so only the bias remains.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { quarter } from '#libs/kernel/day.ts';
import { roundToCents, subtract } from '#libs/kernel/fraction.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { sumsOfYear } from '#libs/statements/rules/sums.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { type YearPayment, paymentOf } from '#libs/statements/rules/yearly/payment.ts';
import { EVERYTHING, dossier, regulationWith, required, roster } from '#test/support/enrolment.ts';
import { sumsOf } from '#test/support/statements.ts';
import { euros, mean, percent, table } from './tables.ts';

const YEAR = 2023;
const EARLY = { knownOn: 0, position: 1 };

/** Assumptions of ours; the order of magnitude of public figures on spending by age and in the last year of life. */
export const AGES = [
  { band: '40-49', birth: `${YEAR - 45}-07-01`, deathsIn1000: 2, aliveCents: 190_000 },
  { band: '60-69', birth: `${YEAR - 65}-07-01`, deathsIn1000: 10, aliveCents: 350_000 },
  { band: '80+', birth: `${YEAR - 86}-07-01`, deathsIn1000: 80, aliveCents: 600_000 },
] as const;
export const LAST_YEAR_CENTS = 3_000_000;

type Age = (typeof AGES)[number];

/** The number of patients of each age, chosen so that the numbers of deaths are whole. */
const LISTS: readonly (readonly [name: string, patients: readonly [number, number, number]])[] = [
  ['5 % of 80 and over', [1_500, 400, 100]],
  ['10 % of 80 and over', [1_000, 800, 200]],
  ['25 % of 80 and over', [1_000, 500, 500]],
];

const READINGS = [
  ['SAME', '01-01'],
  ['OWN', '01-01'],
  ['SAME', '12-31'],
] as const;

export function survivorTable(): string {
  const rows = LISTS.flatMap(([name, patients]) => {
    const dossiers = AGES.flatMap((age, i) => listOf(age, patients[i] ?? 0));
    return READINGS.map(([previousList, day]) => {
      const pay = paidBy(dossiers, { previous_list: previousList, reference_day: day });
      const [nothing, some] = [pay(0n), pay(3n)];
      const { observed, expected } = required(nothing.previous);
      const each = mean(
        roundToCents(some.paid),
        patients.reduce((sum, of) => sum + of, 0),
      );
      return [
        name,
        `\`${previousList}\`, ${day}`,
        euros(roundToCents(nothing.rawLevel)),
        euros(roundToCents(subtract(expected, observed))),
        euros(roundToCents(nothing.rawEvolution)),
        savingsNeeded(nothing),
        euros(each),
      ];
    });
  });
  const header = [
    'list',
    '`previous_list`, `reference_day`',
    'level gain without savings, €',
    'gap of the year before, €',
    'evolution gain without savings, €',
    'savings before it pays',
    '€ a patient for 3 % saved',
  ];
  return table(header, rows);
}

/** The part of the expected spending to save before the evolution gain is above 0. */
function savingsNeeded({ rawEvolution, current }: YearPayment): string {
  const lost = -roundToCents(rawEvolution);
  return lost <= 0n ? '0.0 %' : percent(lost, roundToCents(required(current).expected));
}

/** The patients of an age: those who die in the year before, those who die in the year, those who replace the first, and the others. */
function listOf({ band, birth, deathsIn1000, aliveCents }: Age, patients: number): readonly Dossier[] {
  const deaths = Math.round((patients * deathsIn1000) / 1_000);
  const make = (
    what: string,
    i: number,
    died: string | undefined,
    since: string,
    spent: readonly [number, number | null],
  ) =>
    dossier(`${band}-${what}-${i}`, {
      birth,
      ...(died === undefined ? {} : { died }),
      declarations: [['D1', since]],
      spending: [[YEAR - 1, spent[0]], ...(spent[1] === null ? [] : [[YEAR, spent[1]] as const])],
    });
  const each = (number: number, one: (i: number) => Dossier) => Array.from({ length: number }, (_, i) => one(i));
  const [former, alive] = ['2018-01-01', aliveCents];
  return [
    ...each(deaths, (i) => make('before', i, `${YEAR - 1}-07-01`, former, [LAST_YEAR_CENTS, null])),
    ...each(deaths, (i) => make('now', i, `${YEAR}-07-01`, former, [alive, LAST_YEAR_CENTS])),
    ...each(deaths, (i) => make('new', i, undefined, `${YEAR - 1}-10-01`, [alive, alive])),
    ...each(patients - 2 * deaths, (i) => make('other', i, undefined, former, [alive, alive])),
  ];
}

/** The mean of a profile over all its people, including those who die. */
function nationalCents({ deathsIn1000, aliveCents }: Age): number {
  return Math.round((aliveCents * (1_000 - deathsIn1000) + LAST_YEAR_CENTS * deathsIn1000) / 1_000);
}

/** Gives the payment for a share of the spending of the year that was saved. */
function paidBy(dossiers: readonly Dossier[], parameters: JsonObject): (savedPercent: bigint) => YearPayment {
  const whole = frameOf(documents(), EVERYTHING, regulationWith(parameters), RANGE, CURRENT_RULES);
  const frame = { ...whole, quarters: { from: RANGE.from, to: RANGE.from - 1 } };
  const own = required(sumsOfYear(sumsOf(frame, dossiers), 'G1', YEAR));
  const team = required(frame.teams.byId.get('G1'));
  return (savedPercent) => {
    const observedCents = (own.current.observedCents * (100n - savedPercent)) / 100n;
    return paymentOf(team, YEAR, { ...own, current: { ...own.current, observedCents } }, frame);
  };
}

const RANGE = { from: quarter(YEAR, 1), to: quarter(YEAR, 4) };

function documents(): RosterDocuments {
  const means = AGES.flatMap((age) =>
    (['F', 'M'] as const).map((sex) => ({
      ...{ ageBand: age.band, sex, ald: false, c2s: false, amountCents: nationalCents(age) },
      ...EARLY,
    })),
  );
  return {
    teams: [
      roster('G1', {
        scheme: 'IPEP',
        phases: [['ACTIVE', '2020-01-01']],
        members: [['D1', 'GP', '2018-01-01']],
        quality: [[YEAR, 'FLU65', 75, 100]],
      }),
    ],
    thresholds: [{ indicator: 'FLU65', year: YEAR, intermediate: '50', target: '75', ...EARLY }],
    communes: new Map(),
    merges: [],
    nationalSpending: [YEAR - 1, YEAR].map((year) => ({ year, spending: means })),
  };
}
