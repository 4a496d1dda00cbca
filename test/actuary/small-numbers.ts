/**
 * Rates measured on few acts or few patients: indicators whose true rate is constant, with a random result that depends on the denominator;
 * and lists whose patients each have a fidelisation rate from a quarter's few acts.
 */
import { fraction, type Fraction, add, compare, subtract, ZERO, ONE, divide } from '#libs/kernel/fraction.ts';
import { firstDayOf } from '#libs/kernel/day.ts';
import type { ReferenceData } from '#libs/enrolment/reference-data.ts';
import { type QualityResult, type Team, qualityKey } from '#libs/enrolment/teams.ts';
import { type ScoreRules, scoreOfYear, scoreRulesOn } from '#libs/quality/score.ts';
import { ownRate } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import { fidelisationRate } from '#libs/statements/rules/quarterly/fidelisation.ts';
import { Random } from '#libs/synthetic/prng.ts';
import { oneTeam, q, regulationWith, required } from '#test/support/enrolment.ts';
import { quarterSums } from '#test/support/statements.ts';
import { oneDecimal, percent, table } from './tables.ts';

const YEAR = 2024;
/** All upwards, so that one pair of thresholds does for them. */
const INDICATORS = ['FLU65', 'HBA1C', 'GENERIC'];
const THRESHOLDS: ReferenceData = {
  thresholds: new Map(
    INDICATORS.map((id) => [qualityKey(YEAR, id), { intermediate: fraction(50), target: fraction(75) }]),
  ),
  povertyRates: new Map(),
  nationalSpendingCents: new Map(),
};
const DENOMINATORS = [5, 10, 20, 50, 100, 500];
const LEAST = [0, 10, 20, 50, 100];
/** A denominator so large that its rate is the true one. */
const LARGE = 10_000;

export interface SmallScale {
  readonly seed: number;
  readonly teams: number;
  readonly patients: number;
}

export function smallTables({ seed, teams, patients }: SmallScale) {
  return {
    byDenominator: byDenominator(new Random(seed, 11), teams),
    byLeast: byLeast(new Random(seed, 12), teams),
    byActs: byActs(new Random(seed, 13), patients),
  };
}

/** A team with a true rate for each indicator, the same in both years, and the results that chance gave. */
interface Measured {
  readonly true: Team;
  readonly measured: Team;
}

const EMPTY = oneTeam({});

function drawn(random: Random, denominatorOf: () => number): Measured {
  const [exact, measured] = [new Map<string, QualityResult>(), new Map<string, QualityResult>()];
  for (const id of INDICATORS) {
    const percentTrue = random.whole(35, 80);
    const denominator = denominatorOf();
    for (const year of [YEAR - 1, YEAR]) {
      exact.set(qualityKey(year, id), { numerator: (percentTrue * LARGE) / 100, denominator: LARGE });
      let numerator = 0;
      for (let i = 0; i < denominator; i++) if (random.chance(percentTrue / 100)) numerator++;
      measured.set(qualityKey(year, id), { numerator, denominator });
    }
  }
  return { true: { ...EMPTY, quality: exact }, measured: { ...EMPTY, quality: measured } };
}

function rulesWith(minimumDenominator: number, unrated: ScoreRules['unrated'] = 'IGNORE'): ScoreRules {
  const regulation = regulationWith({});
  const rules = scoreRulesOn(required(regulation.schemes.get('PEPS')), firstDayOf(q(`${YEAR + 1}-Q1`)), regulation);
  return { ...rules, minimumDenominator, unrated };
}

interface Scores {
  readonly scored: number;
  /** For teams with a score. */
  readonly measured: Fraction;
  readonly exact: Fraction;
  /** Off by more than ten points. */
  readonly farOff: number;
}

const TEN = fraction(10);

/** The true results of the indicators that count. */
function exactOf({ true: exact, measured }: Measured, { minimumDenominator }: ScoreRules): Team {
  const counts = (key: string): boolean => (measured.quality.get(key)?.denominator ?? 0) >= minimumDenominator;
  return { ...exact, quality: new Map([...exact.quality].filter(([key]) => counts(key))) };
}

function scoresOf(teams: readonly Measured[], rules: ScoreRules): Scores {
  let [scored, farOff, measured, exact] = [0, 0, ZERO, ZERO];
  for (const one of teams) {
    const score = scoreOfYear(one.measured, YEAR, rules, THRESHOLDS).score;
    if (score === undefined) continue;
    const trueScore = required(scoreOfYear(exactOf(one, rules), YEAR, rulesWith(0), THRESHOLDS).score);
    const off = subtract(score, trueScore);
    scored++;
    if (compare(off, TEN) > 0 || compare(off, subtract(ZERO, TEN)) < 0) farOff++;
    // Hundredths are enough for a mean, and keep the fractions short.
    [measured, exact] = [add(measured, hundredths(score)), add(exact, hundredths(trueScore))];
  }
  const of = fraction(Math.max(1, scored));
  return { scored, farOff, measured: divide(measured, of), exact: divide(exact, of) };
}

function hundredths({ numerator, denominator }: Fraction): Fraction {
  return fraction((100n * numerator) / denominator, 100);
}

function byDenominator(random: Random, many: number): string {
  const rows = DENOMINATORS.map((denominator) => {
    const teams = Array.from({ length: many }, () => drawn(random, () => denominator));
    const { measured, exact, farOff } = scoresOf(teams, rulesWith(0));
    const more = subtract(measured, exact);
    return [denominator, oneDecimal(exact), oneDecimal(measured), signed(more), percent(farOff, many)];
  });
  const header = ['denominator', 'true score', 'score', 'more by chance', 'off by more than 10 points'];
  return table(header, rows);
}

/** From 3 to 300, with equal probability on a logarithmic scale. */
function byLeast(random: Random, many: number): string {
  const teams = Array.from({ length: many }, () => drawn(random, () => Math.round(3 * 100 ** random.next())));
  const rows = LEAST.flatMap((least) =>
    (['IGNORE', 'ZERO'] as const).map((unrated) => {
      const { scored, measured, exact, farOff } = scoresOf(teams, rulesWith(least, unrated));
      return [
        least,
        `\`${unrated}\``,
        percent(scored, many),
        signed(subtract(measured, exact)),
        percent(farOff, scored),
      ];
    }),
  );
  const header = [
    '`minimum_denominator`',
    '`unrated`',
    'teams with a score',
    'more by chance',
    'off by more than 10 points',
  ];
  return table(header, rows);
}

function signed(f: Fraction): string {
  return `${compare(f, ZERO) > 0 ? '+' : ''}${oneDecimal(f)}`;
}

/** In a quarter: 4.4 consultations a patient and year, as published (libs/monitoring/published-figures.ts). */
export const ACTS_A_QUARTER = 1.1;
/** Six patients in ten come only to the team, the others half of the time: a true rate of 0.8. */
const LOYAL = 0.6;
const QUARTER = q('2024-Q4');

function byActs(random: Random, patients: number): string {
  const lists = Array.from({ length: patients }, () => {
    const share = random.chance(LOYAL) ? 1 : 0.5;
    return Array.from({ length: random.poisson(ACTS_A_QUARTER) }, () => random.chance(share));
  });
  const [inside, all] = [lists.flat().filter(Boolean).length, lists.flat().length];
  const rows = [1, 2, 5, 10].map((leastActs) => {
    const own = { fidelisation_level: 'PATIENT', fidelisation_min_acts: leastActs, fidelisation_lag_quarters: 1 };
    const team = oneTeam({ phases: [['FORFAIT', '2021-01-01']] }, regulationWith(own));
    let [measured, tenThousandths] = [0, 0];
    for (const acts of lists) {
      const rate = required(ownRate(team, QUARTER, acts.map(entryOf), QUARTER - 1));
      if (rate.measured) measured++;
      tenThousandths += rate.tenThousandths;
    }
    const rate = fraction(tenThousandths, patients * 100);
    return [`\`PATIENT\`, ${leastActs}`, percent(measured, patients), `${oneDecimal(rate)} %`];
  });
  const team = oneTeam({}, regulationWith({ fidelisation_level: 'TEAM' }));
  const sums = quarterSums({
    insideCents: BigInt(inside) * 2_650n,
    outsideCents: BigInt(all - inside) * 2_650n,
    measuredActs: all,
  });
  const { rate } = fidelisationRate(team, QUARTER, sums);
  const ofTeam = ['`TEAM`, 10', percent(1, 1), `${oneDecimal(divide(rate, divide(ONE, fraction(100))))} %`];
  return table(
    ['`fidelisation_level`, `fidelisation_min_acts`', 'measured', 'mean rate used'],
    [['all acts of a full year', percent(1, 1), '80.0 %'], ofTeam, ...rows],
  );
}

function entryOf(isInside: boolean) {
  const side = isInside ? ('INSIDE' as const) : ('OUTSIDE' as const);
  return { team: 'T1', quarter: QUARTER - 1, side, reversal: false, baseCents: 2_650 };
}
