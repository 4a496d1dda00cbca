import type { Acts } from './acts.ts';
import { attachedTo, daysListed, inOption, phaseOn, profileOn, rowOfTeam } from './belonging.ts';
import type { Team } from './facts.ts';
import { daysOf, firstDay, lastDay, plusDays, quarterLater, yearOf } from './facts.ts';
import type { Fraction } from './fraction.ts';
import { add, exact, greater, less, multiply, ONE, ratio, round, smaller, whole, ZERO } from './fraction.ts';
import { qualityScore } from './quality.ts';
import type { Eligibility, Instalment, Statement } from './statement.ts';
import { creditsDue, inOrder, sum, tooFewPatients, tooFewProfessionals, totalOf } from './statement.ts';
import type { World } from './world.ts';
import { hasEnded, parameter, parametersNotExact, textInForce } from './world.ts';

/** One team in one quarter: what every step reads. `team` is its row on the first day D. */
interface Case {
  readonly world: World;
  readonly acts: Acts;
  readonly team: Team;
  readonly quarter: string;
  readonly D: string;
  readonly phase: string;
  readonly flags: Set<string>;
  readonly parameter: (name: string) => unknown;
}

/** "For every quarter on whose first day D the team is in the experiment" */
export function quarterlyStatement(world: World, acts: Acts, teamId: string, quarter: string): Statement | undefined {
  const D = firstDay(quarter);
  const phase = phaseOn(world, teamId, D);
  const team = rowOfTeam(world, teamId, D);
  if (phase === undefined || team === undefined) return undefined;
  const flags = new Set<string>();
  const c: Case = {
    world,
    acts,
    team,
    quarter,
    D,
    phase,
    flags,
    parameter: (name) => parameter(world, team.scheme, name, D),
  };

  const present = countedPatients(c);
  const credits = creditsDue(world, teamId, D, lastDay(quarter));
  const lines = linesOf(c, present, sum(credits.map((credit) => credit.amount)));

  const asked = c.parameter('eligibility') as Eligibility;
  if (tooFewProfessionals(world, teamId, D, asked)) flags.add('ELIGIBILITY_PROFESSIONALS');
  if (tooFewPatients(present.size, asked, 'ge')) flags.add('ELIGIBILITY_PATIENTS');
  if (hasEnded(world, team.scheme, D)) flags.add('SCHEME_ENDED');

  return {
    teamId,
    period: quarter,
    scheme: team.scheme,
    text: textInForce(world, team.scheme, D),
    phase,
    patients: present.size,
    flags,
    lines,
    instalments: inOrder(instalmentsOf(c, lines), credits),
    parameters: parametersNotExact(world, team.scheme, D),
  };
}

/**
 * "1. Presence of a patient, by presence: FIRST_DAY: 1 if attached on D; DAYS: days of the quarter on which listed by
 * the team / days of the quarter. Counted: patients with presence > 0, in the option on D."
 */
function countedPatients(c: Case): Map<string, Fraction> {
  const counted = new Map<string, Fraction>();
  const days = BigInt(daysOf(c.quarter).length);
  for (const id of c.world.facts.patients.keys()) {
    const presence =
      c.parameter('presence') === 'FIRST_DAY'
        ? whole(attachedTo(c.world, id, c.D, 'SUBSTITUTIVE') === c.team.team_id ? 1 : 0)
        : ratio(BigInt(daysListed(c.world, id, c.team.team_id, c.quarter)), days);
    if (less(ZERO, presence) && inOption(c.world, id, c.team.team_id, c.D)) counted.set(id, presence);
  }
  return counted;
}

/** "All lines of the phase are shown, in this order, zeros too" */
function linesOf(c: Case, present: Map<string, Fraction>, credits: bigint): [string, bigint][] {
  // "8. In SETUP there is only STARTUP_CREDIT; steps 2 to 6 are not run and raise no flag."
  if (c.phase === 'SETUP') return [['STARTUP_CREDIT', credits]];

  const terms = termsOfG(c, present);
  const G = [...terms.values()].reduce(add, ZERO);
  const GL = faithful(c, terms);
  const GLT = multiply(GL, localFactor(c));
  const F = multiply(GLT, add(ONE, qualityRate(c)));
  // "CAPITATION = round(G), FIDELISATION = round(GL) − round(G), LOCAL = round(GLT) − round(GL), QUALITY = round(F) −
  // round(GLT)"
  const lines: [string, bigint][] = [
    ['CAPITATION', round(G)],
    ['FIDELISATION', round(GL) - round(G)],
    ['LOCAL', round(GLT) - round(GL)],
    ['QUALITY', round(F) - round(GLT)],
  ];
  if (c.phase === 'TRANSITION') {
    // "7. … FEE_FOR_SERVICE_OFFSET = minus the quarter's inside amount, FLOOR lifts a negative result of the lines so
    // far to zero, then STARTUP_CREDIT."
    lines.push(['FEE_FOR_SERVICE_OFFSET', -insideAmount(c, c.quarter)]);
    const soFar = totalOf(lines);
    lines.push(['FLOOR', soFar < 0n ? -soFar : 0n]);
    lines.push(['STARTUP_CREDIT', credits]);
  } else {
    // "CAP = round(capped F) − round(F), 0 where nothing caps"; "Then STARTUP_CREDIT: credits due in the quarter;
    // DOUBLE_PAYMENT: minus the paid_cents of the quarter's SUBSTITUTED entries."
    lines.push(['CAP', round(capped(c, F)) - round(F)]);
    lines.push(['STARTUP_CREDIT', credits]);
    lines.push(['DOUBLE_PAYMENT', -sum(substituted(c).map((entry) => entry.paid))]);
  }
  return lines;
}

/**
 * "2. CAPITATION G = Σ grid(profile on D) / 4 × comorbidity_factor[min(number of ALD, 2)] × presence; the grid is
 * grid[scope]."
 */
function termsOfG(c: Case, present: Map<string, Fraction>): Map<string, Fraction> {
  const grid = (c.parameter('grid') as Record<string, string>)[c.team.scope];
  const factors = c.parameter('comorbidity_factor') as unknown[];
  const terms = new Map<string, Fraction>();
  for (const [id, presence] of present) {
    const profile = profileOn(c.world, id, c.D);
    const row = c.world.grids.find(
      (r) =>
        r.grid === grid &&
        r.age_band === profile.ageBand &&
        r.sex === profile.sex &&
        r.ald === profile.ald &&
        r.c2s === profile.c2s,
    );
    if (row === undefined) throw new Error(`no amount in grid ${grid} for ${JSON.stringify(profile)}`);
    const quarterly = ratio(BigInt(row.yearly_cents), 4n);
    terms.set(id, multiply(multiply(quarterly, exact(factors[Math.min(profile.aldCount, 2)])), presence));
  }
  return terms;
}

function insideAmount(c: Case, quarter: string): bigint {
  return sum(casesOfTwo(c, quarter, true).map((act) => act.base));
}

/**
 * "Inside and outside amounts of a team and quarter: the base_cents of the acts of case 2 with E = P, and with E ≠ P,
 * whatever the phase."
 */
function casesOfTwo(c: Case, quarter: string, inside: boolean): Acts['listed'] {
  return c.acts.listed.filter(
    (act) => act.teamId === c.team.team_id && act.quarter === quarter && act.inside === inside,
  );
}

/**
 * "3. FIDELISATION rate = inside / (inside + outside) of the quarter fidelisation_lag_quarters earlier, between 0 and 1. It is measured where
 * the sum is > 0 and there are at least fidelisation_min_acts acts of case 2, reversals not counted; else it is 1." Undefined where it is not
 * measured; of the acts of one patient where he is named.
 */
function measuredRate(c: Case, patientId?: string): Fraction | undefined {
  const earlier = quarterLater(c.quarter, -Number(c.parameter('fidelisation_lag_quarters')));
  const acts = (inside: boolean): Acts['listed'] =>
    casesOfTwo(c, earlier, inside).filter((act) => patientId === undefined || act.patientId === patientId);
  const [inside, outside] = [acts(true), acts(false)];
  const insideAmount = sum(inside.map((act) => act.base));
  const both = insideAmount + sum(outside.map((act) => act.base));
  const count = [...inside, ...outside].filter((act) => !act.reversal).length;
  if (both <= 0n || count < Number(c.parameter('fidelisation_min_acts'))) return undefined;
  return smaller(greater(ratio(insideAmount, both), ZERO), ONE);
}

/**
 * "TEAM: L = the team's rate, at least fidelisation_floor; GL = G × L. Flag NO_FIDELISATION_DATA where it is not measured.
 * PATIENT: each counted patient has the rate of his own acts for the team in that quarter, rounded half up to ten-thousandths, then at least
 * fidelisation_floor. GL = Σ (his term of G) × (his rate): the sum is exact, nothing is rounded per patient but the rate. The flag where no
 * counted patient's rate is measured, or nobody is counted."
 */
function faithful(c: Case, terms: Map<string, Fraction>): Fraction {
  const floor = exact(c.parameter('fidelisation_floor'));
  if (c.parameter('fidelisation_level') === 'TEAM') {
    const rate = measuredRate(c);
    if (rate === undefined) c.flags.add('NO_FIDELISATION_DATA');
    const G = [...terms.values()].reduce(add, ZERO);
    return multiply(G, greater(rate ?? ONE, floor));
  }
  let GL = ZERO;
  let measured = 0;
  for (const [id, term] of terms) {
    const rate = measuredRate(c, id);
    if (rate !== undefined) measured++;
    GL = add(GL, multiply(term, greater(halfUp(rate ?? ONE), floor)));
  }
  if (measured === 0) c.flags.add('NO_FIDELISATION_DATA');
  return GL;
}

/** To ten-thousandths; a rate is never negative, so that half up is half away from zero. */
function halfUp(rate: Fraction): Fraction {
  return ratio(round(multiply(rate, whole(10_000))), 10_000n);
}

/**
 * "4. LOCAL factor T from the poverty rate of the team's commune: of its known rows with year ≤ the quarter's year, the
 * latest year. No row, or an empty rate: missing, with flag POVERTY_RATE_MISSING. Else the band with the greatest lower
 * bound ≤ the rate."
 */
function localFactor(c: Case): Fraction {
  const local = c.parameter('local_factor') as { bands: [unknown, unknown][]; missing: unknown };
  let latest: { year: string; poverty_rate: string } | undefined;
  for (const row of c.world.facts.communes) {
    if (row.commune !== c.team.commune || Number(row.year) > yearOf(c.quarter)) continue;
    if (latest === undefined || Number(row.year) > Number(latest.year)) latest = row;
  }
  if (latest === undefined || latest.poverty_rate === '') {
    c.flags.add('POVERTY_RATE_MISSING');
    return exact(local.missing);
  }
  const rate = exact(latest.poverty_rate);
  let best: { bound: Fraction; factor: Fraction } | undefined;
  for (const [lower, value] of local.bands) {
    const bound = exact(lower);
    if (less(rate, bound)) continue;
    if (best === undefined || less(best.bound, bound)) best = { bound, factor: exact(value) };
  }
  if (best === undefined) throw new Error(`no band for the poverty rate ${latest.poverty_rate}`);
  return best.factor;
}

/**
 * "5. QUALITY rate Q: in FORFAIT_STARTUP, quality_presumed_rate where not null; else quality_max_rate × min(score,
 * 100)/100 with the score of the year before (or the provisional one); no score: 0 with flag QUALITY_MISSING."
 */
function qualityRate(c: Case): Fraction {
  const presumed = c.parameter('quality_presumed_rate');
  if (c.phase === 'FORFAIT_STARTUP' && presumed !== null) return exact(presumed);
  const score = qualityScore(c.world, c.team.team_id, yearOf(c.quarter) - 1, {
    scheme: c.team.scheme,
    day: c.D,
    flags: c.flags,
  });
  if (score === undefined) return ZERO;
  return multiply(exact(c.parameter('quality_max_rate')), multiply(smaller(score, whole(100)), ratio(1n, 100n)));
}

/**
 * "6. In FORFAIT and FORFAIT_STARTUP, CAP: F = G·L·T·(1+Q) becomes min(F, cap_rate × R) where cap_rate is not null; R =
 * the reference revenue of the quarter if known, else, by cap_fallback ACTS, the base_cents of the quarter's SUBSTITUTED
 * entries if positive, else no cap and flag CAP_REFERENCE_MISSING."
 */
function capped(c: Case, F: Fraction): Fraction {
  const rate = c.parameter('cap_rate');
  if (rate === null) return F;
  const known = c.world.facts.referenceRevenue.find(
    (row) => row.team_id === c.team.team_id && row.quarter === c.quarter,
  );
  let R = known === undefined ? 0n : BigInt(known.amount_cents);
  if (known === undefined && c.parameter('cap_fallback') === 'ACTS') {
    R = sum(substituted(c).map((entry) => entry.base));
  }
  if (R <= 0n) {
    c.flags.add('CAP_REFERENCE_MISSING');
    return F;
  }
  return smaller(F, multiply(exact(rate), whole(R)));
}

function substituted(c: Case): Acts['entries'] {
  return c.acts.entries.filter(
    (entry) => entry.teamId === c.team.team_id && entry.quarter === c.quarter && entry.class === 'SUBSTITUTED',
  );
}

/**
 * "Instalments: the total without credits is divided by instalments n; each is the whole part toward zero, the last
 * takes the rest; due on the last day of each n-th part of the quarter (n = 3: of each month)."
 */
function instalmentsOf(c: Case, lines: [string, bigint][]): Instalment[] {
  const total = totalOf(lines.filter(([line]) => line !== 'STARTUP_CREDIT'));
  const n = Number(c.parameter('instalments'));
  const each = total / BigInt(n);
  return Array.from({ length: n }, (_, i) => ({
    dueOn: endOfPart(c.quarter, i + 1, n),
    kind: 'INSTALMENT',
    amount: i + 1 < n ? each : total - each * BigInt(n - 1),
  }));
}

/**
 * Parts are whole months where n is 1 or 3. The rules do not say what a part is for another n: here the quarter's days
 * in equal shares, a part ending with the last whole day of its share.
 */
function endOfPart(quarter: string, part: number, n: number): string {
  const days = daysOf(quarter);
  if (3 % n === 0) {
    const months = (3 / n) * part;
    const inside = days.filter((day) => Number(day.slice(5, 7)) - Number(quarter.slice(6)) * 3 + 3 <= months);
    return inside.at(-1) ?? lastDay(quarter);
  }
  return plusDays(firstDay(quarter), Math.floor((days.length * part) / n) - 1);
}
