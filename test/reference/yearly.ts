import { listOn, phaseOn, profileOn } from './belonging.ts';
import type { Fraction } from './fraction.ts';
import {
  add,
  divide,
  exact,
  greater,
  less,
  multiply,
  ratio,
  round,
  smaller,
  subtract,
  whole,
  ZERO,
} from './fraction.ts';
import { qualityScore } from './quality.ts';
import type { Eligibility, Instalment, Statement } from './statement.ts';
import { creditsDue, inOrder, sum, tooFewPatients, totalOf } from './statement.ts';
import type { World } from './world.ts';
import { hasEnded, parameter, parametersNotExact, textInForce } from './world.ts';

/** Means of the patients' own spending and of the national spending of their profiles. */
interface Means {
  readonly obs: Fraction;
  readonly exp: Fraction;
}

/** "For every year N in which the group is ACTIVE on 1 January and on 31 December." */
export function yearlyStatement(world: World, teamId: string, year: number): Statement | undefined {
  const D = `${year}-01-01`;
  if (phaseOn(world, teamId, D) !== 'ACTIVE' || phaseOn(world, teamId, `${year}-12-31`) !== 'ACTIVE') return undefined;
  const flags = new Set<string>();
  const value = (name: string): unknown => parameter(world, 'IPEP', name, D);

  // "List of N: patients attached on reference_day of N; n of them."
  const referenceDay = (y: number): string => `${y}-${String(value('reference_day'))}`;
  const list = listOn(world, teamId, referenceDay(year));
  const n = list.length;

  const gains = gainsOf(world, teamId, year, list, referenceDay, flags, value);
  const score = qualityScore(world, teamId, year, { scheme: 'IPEP', day: D, flags });

  const group = exact(value('share_group'));
  const share = (name: string, gain: Fraction): Fraction =>
    multiply(multiply(group, exact(value(name))), multiply(greater(gain, ZERO), whole(n)));
  // "A = share_group × share_ecart × max(e,0) × n; B = A + share_group × share_evolution × max(v,0) × n"
  const A = share('share_ecart', gains.level);
  const B = add(A, share('share_evolution', gains.evolution));
  const C = modulated(B, n, score, value);
  const P = capped(C, n, gains.exp, flags, value);

  const credits = creditsDue(world, teamId, D, `${year}-12-31`);
  // "Lines: ECART = round(A), EVOLUTION = round(B) − round(A), QUALITY_MODULATION = round(C) − round(B), CAP = round(P) − round(C), shown only
  // where payment_cap_rate is not null, STARTUP_CREDIT = credits due in N (not capped)."
  const lines: [string, bigint][] = [
    ['ECART', round(A)],
    ['EVOLUTION', round(B) - round(A)],
    ['QUALITY_MODULATION', round(C) - round(B)],
    ...(value('payment_cap_rate') === null ? [] : [['CAP', round(P) - round(C)] as [string, bigint]]),
    ['STARTUP_CREDIT', sum(credits.map((credit) => credit.amount))],
  ];
  // "The total without credits is due on 31 December of N+1, each credit on its day."
  const due: Instalment = {
    dueOn: `${year + 1}-12-31`,
    kind: 'INSTALMENT',
    amount: totalOf(lines.filter(([line]) => line !== 'STARTUP_CREDIT')),
  };
  if (tooFewPatients(n, value('eligibility') as Eligibility, 'gt')) flags.add('ELIGIBILITY_PATIENTS');
  if (hasEnded(world, 'IPEP', D)) flags.add('SCHEME_ENDED');

  return {
    teamId,
    period: String(year),
    scheme: 'IPEP',
    text: textInForce(world, 'IPEP', D),
    phase: 'ACTIVE',
    patients: n,
    flags,
    lines,
    instalments: inOrder([due], credits),
    parameters: parametersNotExact(world, 'IPEP', D),
  };
}

/** "A patient's spending counts at most spending_cap_cents where not null." Undefined where it is not known. */
function spendingOf(world: World, patientId: string, year: number, cap: unknown): Fraction | undefined {
  const row = world.facts.spending.get(patientId)?.find((r) => Number(r.year) === year);
  if (row === undefined) return undefined;
  const amount = exact(row.amount_cents);
  return cap === null ? amount : smaller(amount, exact(cap));
}

/** "his profile's national spending of N … (profile on that day)" */
function nationalSpendingOf(world: World, patientId: string, year: number, day: string): Fraction | undefined {
  const profile = profileOn(world, patientId, day);
  const row = world.facts.nationalSpending.find(
    (r) =>
      Number(r.year) === year &&
      r.age_band === profile.ageBand &&
      r.sex === profile.sex &&
      r.ald === profile.ald &&
      r.c2s === profile.c2s,
  );
  return row === undefined ? undefined : exact(row.amount_cents);
}

/**
 * "obs, exp = means, over the patients of the list whose spending of N and whose profile's national spending of N are
 * both known (profile on that day), of the one and of the other". Undefined where there is no such patient. What is
 * missing is reported in `missing`, each of the two on its own, so that a patient without either raises both flags.
 */
function meansOf(
  world: World,
  list: string[],
  year: number,
  day: string,
  cap: unknown,
  missing: Set<string>,
): Means | undefined {
  let obs = ZERO;
  let exp = ZERO;
  let count = 0;
  for (const id of list) {
    const own = spendingOf(world, id, year, cap);
    const national = nationalSpendingOf(world, id, year, day);
    if (own === undefined) missing.add('SPENDING_MISSING');
    if (national === undefined) missing.add('NATIONAL_SPENDING_MISSING');
    if (own === undefined || national === undefined) continue;
    obs = add(obs, own);
    exp = add(exp, national);
    count++;
  }
  if (count === 0) return undefined;
  return { obs: divide(obs, whole(count)), exp: divide(exp, whole(count)) };
}

/** The level and the evolution gain, after the least and the greatest gain that count; and exp, where it is known. */
function gainsOf(
  world: World,
  teamId: string,
  year: number,
  list: string[],
  referenceDay: (year: number) => string,
  flags: Set<string>,
  value: (name: string) => unknown,
): { level: Fraction; evolution: Fraction; exp?: Fraction } {
  const cap = value('spending_cap_cents');
  const now = meansOf(world, list, year, referenceDay(year), cap, flags);
  // "obs′, exp′: the same for N−1, profile on reference_day of N−1, over the patients of the list of N (previous_list
  // SAME) or of N−1 (OWN; nobody is attached before the group is in the experiment); the only flag is
  // PREVIOUS_YEAR_MISSING, where there is no such patient, and then the evolution gain is 0."
  const before = referenceDay(year - 1);
  const previousList = value('previous_list') === 'OWN' ? listOn(world, teamId, before) : list;
  const previous = meansOf(world, previousList, year - 1, before, cap, new Set());
  if (previous === undefined) flags.add('PREVIOUS_YEAR_MISSING');
  // "No such patient: both gains are 0."
  if (now === undefined) return { level: ZERO, evolution: ZERO };

  // "Level gain e = exp − obs."
  const e = subtract(now.exp, now.obs);
  let v = ZERO;
  if (previous !== undefined) {
    v =
      value('evolution_method') === 'GROWTH'
        ? growth(now, previous)
        : // "Evolution gain v = e − (exp′ − obs′) (GAP_CHANGE)"
          subtract(e, subtract(previous.exp, previous.obs));
  }

  // "Then a gain below minimum_savings_rate × exp becomes 0, and one above gain_cap_rate × exp (where not null) becomes
  // that."
  const least = multiply(exact(value('minimum_savings_rate')), now.exp);
  const greatest = value('gain_cap_rate') === null ? undefined : multiply(exact(value('gain_cap_rate')), now.exp);
  const limited = (gain: Fraction): Fraction => {
    const counted = less(gain, least) ? ZERO : gain;
    return greatest === undefined ? counted : smaller(counted, greatest);
  };
  return { level: limited(e), evolution: limited(v), exp: now.exp };
}

/** "or obs′ × (exp/exp′ − obs/obs′) (GROWTH; 0 where a divisor is 0)" */
function growth(now: Means, previous: Means): Fraction {
  if (previous.exp.n === 0n || previous.obs.n === 0n) return ZERO;
  const expected = divide(now.exp, previous.exp);
  const observed = divide(now.obs, previous.obs);
  return multiply(previous.obs, subtract(expected, observed));
}

/**
 * "with s = min(score, score_cap)/100 (score of N; no score: 0 with flag QUALITY_MISSING, under all three): C = B × s (MODULATION), B
 * (GAINS_ONLY) or B + n × quality_amount_cents × s (ADDITIVE: the second part is paid also where the gains are 0). A score (no score: 0) below
 * quality_gate, where not null, makes C 0, gains and quality amount alike."
 */
function modulated(B: Fraction, n: number, score: Fraction | undefined, value: (name: string) => unknown): Fraction {
  const points = score ?? ZERO;
  const gate = value('quality_gate');
  if (gate !== null && less(points, exact(gate))) return ZERO;
  const s = multiply(smaller(points, exact(value('score_cap'))), ratio(1n, 100n));
  if (value('combination') === 'GAINS_ONLY') return B;
  if (value('combination') === 'ADDITIVE')
    return add(B, multiply(multiply(whole(n), exact(value('quality_amount_cents'))), s));
  return multiply(B, s);
}

/**
 * "Where payment_cap_rate is not null, what is paid is P = min(C, payment_cap_rate × exp × n), so after share, quality and gate; with no exp
 * (no patient with both known) there is no cap and flag CAP_REFERENCE_MISSING, even where C is 0; an exp of 0 caps to 0. Else P = C."
 */
function capped(
  C: Fraction,
  n: number,
  exp: Fraction | undefined,
  flags: Set<string>,
  value: (name: string) => unknown,
): Fraction {
  const rate = value('payment_cap_rate');
  if (rate === null) return C;
  if (exp === undefined) {
    flags.add('CAP_REFERENCE_MISSING');
    return C;
  }
  return smaller(C, multiply(multiply(exact(rate), exp), whole(n)));
}
