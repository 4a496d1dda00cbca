/**
 * Groups that save nothing, or a little: the payments by chance alone, by group size and `minimum_savings_rate`. The spending of a patient
 * is log-normal and correlated with the year before; the national mean is the true mean.
 */
import { Random } from '#libs/synthetic/prng.ts';
import { compare, ZERO, roundToCents } from '#libs/kernel/fraction.ts';
import type { GroupYearSums } from '#libs/statements/rules/sums.ts';
import { groupPaidBy } from './group.ts';
import { euros, grouped, mean, millions, percent, table } from './tables.ts';

/** Mean spending of a patient in a year, cents. */
export const MEAN_CENTS = 240_000;
/** The standard deviation is three times the mean. */
export const VARIATION = 3;
const SIGMA = Math.sqrt(Math.log(1 + VARIATION ** 2));
/** Correlation of the logarithms of a patient's spending in two years. */
export const PERSISTENCE = 0.5;
export const CAP_CENTS = 3_000_000;

/** 5,001 is the least list; 18,333 the mean of 30 groups with 550,000 patients. */
const MIDDLE = 18_333;
const SIZES = [5_001, MIDDLE, 40_000];
const RATES = ['0', '1/100', '1/50', '3/100', '1/20'];
const NATION = 550_000n;

interface Group {
  readonly patients: number;
  readonly spent: bigint;
  readonly spentBefore: bigint;
  readonly capped: bigint;
  readonly cappedBefore: bigint;
}

export interface NoiseScale {
  readonly seed: number;
  /** Patients drawn for each size: as many groups as they make. */
  readonly patientsDrawn: number;
}

export function noiseTables({ seed, patientsDrawn }: NoiseScale) {
  const bySize = SIZES.map((patients) => {
    const random = new Random(seed, patients);
    return Array.from({ length: Math.max(2, Math.round(patientsDrawn / patients)) }, () => drawn(random, patients));
  });
  const middle = bySize[SIZES.indexOf(MIDDLE)] ?? [];
  return { nothingSaved: nothingSaved(bySize), saved: saved(middle), otherAnswers: otherAnswers(middle) };
}

function drawn(random: Random, patients: number): Group {
  let [spent, spentBefore, capped, cappedBefore] = [0, 0, 0, 0];
  for (let i = 0; i < patients; i++) {
    // Box and Muller give two normal numbers.
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - random.next())), 2 * Math.PI * random.next()];
    const [first, other] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    const second = PERSISTENCE * first + Math.sqrt(1 - PERSISTENCE ** 2) * other;
    const [before, now] = [centsOf(first), centsOf(second)];
    spent += now;
    spentBefore += before;
    capped += Math.min(now, CAP_CENTS);
    cappedBefore += Math.min(before, CAP_CENTS);
  }
  return {
    patients,
    spent: BigInt(spent),
    spentBefore: BigInt(spentBefore),
    capped: BigInt(capped),
    cappedBefore: BigInt(cappedBefore),
  };
}

function centsOf(normal: number): number {
  return Math.round(MEAN_CENTS * Math.exp(SIGMA * normal - SIGMA ** 2 / 2));
}

/** `savedPercent` off the spending of the year. */
function sumsOf({ patients, spent, spentBefore }: Group, savedPercent = 0n): Partial<GroupYearSums> {
  const expectedCents = BigInt(patients) * BigInt(MEAN_CENTS);
  return {
    patients,
    current: { patients, observedCents: (spent * (100n - savedPercent)) / 100n, expectedCents },
    previous: { patients, observedCents: spentBefore, expectedCents },
  };
}

interface Paid {
  readonly groups: number;
  readonly paidGroups: number;
  /** Cents a patient. */
  readonly eachCents: bigint;
}

function paidTo(groups: readonly Partial<GroupYearSums>[], parameters: Parameters<typeof groupPaidBy>[0]): Paid {
  const pay = groupPaidBy(parameters);
  let [paidGroups, cents, patients] = [0, 0n, 0];
  for (const group of groups) {
    const paid = pay(group);
    if (compare(paid, ZERO) > 0) paidGroups++;
    cents += roundToCents(paid);
    patients += group.patients ?? 0;
  }
  return { groups: groups.length, paidGroups, eachCents: mean(cents, patients) };
}

function nothingSaved(bySize: readonly (readonly Group[])[]): string {
  const rows = bySize.flatMap((groups) =>
    RATES.map((rate) => {
      const { paidGroups, eachCents } = paidTo(
        groups.map((one) => sumsOf(one)),
        { minimum_savings_rate: rate },
      );
      const size = groups[0]?.patients ?? 0;
      return [
        grouped(size),
        grouped(groups.length),
        `\`${rate}\``,
        percent(paidGroups, groups.length),
        euros(eachCents),
        millions(eachCents * NATION),
      ];
    }),
  );
  const header = [
    'patients',
    'groups',
    '`minimum_savings_rate`',
    'groups paid',
    '€ a patient',
    '€ for 550,000 patients',
  ];
  return table(header, rows);
}

/** Without noise, both gains are the savings: half of them belong to the group. */
function saved(groups: readonly Group[]): string {
  const rows = [0n, 1n, 2n, 3n, 5n].map((savedPercent) => [
    `${savedPercent} %`,
    euros((BigInt(MEAN_CENTS) * savedPercent) / 200n),
    ...RATES.map((rate) => {
      const sums = groups.map((one) => sumsOf(one, savedPercent));
      return euros(paidTo(sums, { minimum_savings_rate: rate }).eachCents);
    }),
  ]);
  return table(['truly saved', 'without chance', ...RATES.map((rate) => `rate \`${rate}\``)], rows);
}

function otherAnswers(groups: readonly Group[]): string {
  const all = groups.reduce((sum, one) => sum + one.patients, 0);
  const capped = (expected: (of: 'capped' | 'cappedBefore') => bigint) =>
    groups.map((one): Partial<GroupYearSums> => {
      const compared = (of: 'capped' | 'cappedBefore') => ({
        patients: one.patients,
        observedCents: one[of],
        expectedCents: expected(of) * BigInt(one.patients),
      });
      return { patients: one.patients, current: compared('capped'), previous: compared('cappedBefore') };
    });
  const nationCapped = (of: 'capped' | 'cappedBefore') =>
    mean(
      groups.reduce((sum, one) => sum + one[of], 0n),
      all,
    );
  const plain = groups.map((one) => sumsOf(one));
  const answers: readonly (readonly [string, Paid])[] = [
    ['as published', paidTo(plain, {})],
    ['`gain_cap_rate` 1/50', paidTo(plain, { gain_cap_rate: '1/50' })],
    ['`payment_cap_rate` 1/100', paidTo(plain, { payment_cap_rate: '1/100' })],
    [
      '`spending_cap_cents` 3,000,000, national means as they are',
      paidTo(
        capped(() => BigInt(MEAN_CENTS)),
        {},
      ),
    ],
    ['`spending_cap_cents` 3,000,000, national means with the same cap', paidTo(capped(nationCapped), {})],
  ];
  return table(
    ['parameter', 'groups paid', '€ a patient'],
    answers.map(([what, { paidGroups, groups: of, eachCents }]) => [what, percent(paidGroups, of), euros(eachCents)]),
  );
}
