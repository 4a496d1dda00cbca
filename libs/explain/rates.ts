/** The rates of the forfait taken apart: fidelisation L, local factor T, quality rate Q. */
import { type Quarter, firstDayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import { ONE } from '#libs/kernel/fraction.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { BASE, actsOf, byPatient } from '#libs/explain/acts.ts';
import type { Basis } from '#libs/explain/basis.ts';
import type { GatheredFacts } from '#libs/explain/gather.ts';
import { type Part, centsFigure, count, part, rateFigure } from '#libs/explain/part.ts';
import { scorePart } from '#libs/explain/score.ts';
import { type PartFormula, formula, label } from '#libs/explain/part-words.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { type Fidelisation, fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import type { LocalFactorFound } from '#libs/statements/rules/quarterly/local.ts';
import type { QualityRate } from '#libs/statements/rules/quarterly/quality-supplement.ts';
import { type TeamQuarterSums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

/** L, with the acts of the earlier quarter inside and outside the team. */
export function fidelisationPart(team: Team, quarter: Quarter, found: Fidelisation, gathered: GatheredFacts): Part {
  const earlier = fidelisationQuarter(team, quarter);
  const sums = sumsOfQuarter(gathered.sums, team.id, earlier) ?? emptyTeamQuarter();
  const [inside, outside] = (['INSIDE', 'OUTSIDE'] as const).map((side) =>
    byPatient(actsOf(gathered, earlier, side), BASE, gathered),
  ) as [readonly Part[], readonly Part[]];
  const name = label('RATE', { rate: 'FIDELISATION_RATE' });
  return part('rate', name, found.rate === undefined ? undefined : rateFigure(found.rate), {
    formula: found.level === 'TEAM' ? fidelisationFormula(team, quarter, found, sums) : ownRates(quarter, gathered),
    because: [
      part('acts', label('ACTS_INSIDE', { quarter: earlier }), centsFigure(sums.insideCents), { parts: inside }),
      part('acts', label('ACTS_OUTSIDE', { quarter: earlier }), centsFigure(sums.outsideCents), { parts: outside }),
      part('amount', label('ACTS_MEASURED', { quarter: earlier }), count(sums.measuredActs)),
    ],
    parameters: [
      'presence',
      'population',
      'scope_acts',
      'fidelisation_lag_quarters',
      'fidelisation_min_acts',
      'fidelisation_floor',
      'fidelisation_level',
    ],
  });
}

function ownRates(quarter: Quarter, { listed }: GatheredFacts): PartFormula {
  const rates = listed.flatMap(({ share }) => (share.quarter === quarter ? [share.ownRate] : []));
  return formula('OWN_FIDELISATION_RATES', {
    patients: rates.length,
    measured: rates.filter((rate) => rate?.measured === true).length,
  });
}

function fidelisationFormula(
  team: Team,
  quarter: Quarter,
  { rate = ONE, measured }: Fidelisation,
  { insideCents, outsideCents, measuredActs }: TeamQuarterSums,
): PartFormula {
  const first = firstDayOf(quarter);
  const totalCents = insideCents + outsideCents;
  if (measured) {
    const floor = valueOn(team.scheme, 'fidelisation_floor', first);
    return formula('FIDELISATION_RATE', { insideCents, totalCents, floor, rate });
  }
  if (totalCents <= 0n) return formula('NOTHING_TO_MEASURE', {});
  const least = valueOn(team.scheme, 'fidelisation_min_acts', first);
  return formula('TOO_FEW_ACTS', { acts: measuredActs, least });
}

/** T, by the poverty rate of the team's commune. */
export function localPart({ team, evidence }: Basis, quarter: Quarter, found: LocalFactorFound): Part {
  const first = firstDayOf(quarter);
  const { bands, missing } = valueOn(team.scheme, 'local_factor', first);
  const commune = rowOn(team, first)?.commune ?? '';
  const { year, facts } = evidence.ofPovertyRate(team, quarter, yearOfQuarter(quarter));
  const { povertyRate } = found;
  const why =
    povertyRate === undefined
      ? part('note', label('POVERTY_RATE_UNKNOWN', { commune, year }), undefined, { facts })
      : part('rate', label('POVERTY_RATE', { commune, year }), { exact: povertyRate, unit: 'percent' }, { facts });
  return part('rate', label('RATE', { rate: 'LOCAL_FACTOR' }), rateFigure(found.factor), {
    formula:
      povertyRate === undefined ? formula('LOCAL_FACTOR_MISSING', { missing }) : formula('LOCAL_FACTOR', { bands }),
    because: [why],
    parameters: ['local_factor'],
  });
}

/** Q, by the score of the year before, or presumed. */
export function qualityPart(basis: Basis, quarter: Quarter, { rate, used }: QualityRate): Part {
  const name = label('RATE', { rate: 'QUALITY_RATE' });
  if (used === undefined)
    return part('rate', name, rateFigure(rate), {
      formula: formula('QUALITY_PRESUMED', {}),
      parameters: ['quality_presumed_rate'],
    });
  const first = firstDayOf(quarter);
  const greatest = valueOn(basis.team.scheme, 'quality_max_rate', first);
  const { score } = used;
  return part('rate', name, rateFigure(rate), {
    formula: score === undefined ? formula('QUALITY_WITHOUT_SCORE', {}) : formula('QUALITY_RATE', { greatest, score }),
    because: [scorePart(basis, { asked: yearOfQuarter(quarter) - 1, used, day: first })],
    parameters: ['quality_max_rate', 'quality_presumed_rate'],
  });
}
