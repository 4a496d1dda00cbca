/** The rates of the forfait taken apart: fidelisation L, local factor T, quality rate Q. */
import { type Quarter, firstDayOf, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { type Fraction, fraction, fractionText } from '#libs/kernel/fraction.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import { BASE, actsOf, byPatient } from '#libs/explain/acts.ts';
import type { Basis } from '#libs/explain/basis.ts';
import type { Gathered } from '#libs/explain/gather.ts';
import { type Part, cents, count, part, rateFigure } from '#libs/explain/part.ts';
import { scorePart } from '#libs/explain/score.ts';
import { RATE_LABELS } from '#libs/statements/outputs/labels.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { type FidelisationRate, fidelisationQuarter } from '#libs/statements/rules/quarterly/fidelisation.ts';
import type { LocalFactorFound } from '#libs/statements/rules/quarterly/local.ts';
import type { QualityRate } from '#libs/statements/rules/quarterly/quality-supplement.ts';
import { type TeamQuarterSums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

/** L, with the acts of the earlier quarter inside and outside the team. */
export function fidelisationPart(team: Team, quarter: Quarter, found: FidelisationRate, gathered: Gathered): Part {
  const earlier = fidelisationQuarter(team, quarter);
  const sums = sumsOfQuarter(gathered.sums, team.id, earlier) ?? emptyTeamQuarter();
  const [inside, outside] = (['INSIDE', 'OUTSIDE'] as const).map((side) =>
    byPatient(actsOf(gathered, earlier, side), BASE, gathered),
  ) as [readonly Part[], readonly Part[]];
  const of = quarterText(earlier);
  return part('rate', `L : ${RATE_LABELS.FIDELISATION_RATE}`, rateFigure(found.rate), {
    formula: fidelisationFormula(team, quarter, found, sums),
    because: [
      part('acts', `actes de ${of} faits dans l’équipe`, cents(sums.insideCents), { parts: inside }),
      part('acts', `actes de ${of} faits ailleurs`, cents(sums.outsideCents), { parts: outside }),
      part('amount', `actes mesurés de ${of}, contrepassations non comptées`, count(sums.measuredActs)),
    ],
    parameters: [
      'presence',
      'population',
      'scope_acts',
      'fidelisation_lag_quarters',
      'fidelisation_min_acts',
      'fidelisation_floor',
    ],
  });
}

function fidelisationFormula(
  team: Team,
  quarter: Quarter,
  { rate, measured }: FidelisationRate,
  { insideCents, outsideCents, measuredActs }: TeamQuarterSums,
): string {
  const first = firstDayOf(quarter);
  const least = valueOn(team.scheme, 'fidelisation_min_acts', first);
  const floor = fractionText(valueOn(team.scheme, 'fidelisation_floor', first));
  const total = insideCents + outsideCents;
  if (!measured)
    return total <= 0n
      ? 'rien à mesurer : la somme des actes n’est pas positive, le taux est 1'
      : `trop peu d’actes : ${measuredActs}, moins que ${least}, le taux est 1`;
  const share = `dedans / (dedans + dehors) = ${insideCents} / ${total} = ${fractionText(fraction(insideCents, total))}`;
  return `${share}, entre 0 et 1, au moins ${floor} : ${fractionText(rate)}`;
}

/** T, by the poverty rate of the team's commune. */
export function localPart({ team, evidence }: Basis, quarter: Quarter, found: LocalFactorFound): Part {
  const first = firstDayOf(quarter);
  const { bands, missing } = valueOn(team.scheme, 'local_factor', first);
  const commune = rowOn(team, first)?.commune ?? '';
  const { year, facts } = evidence.ofPovertyRate(team, quarter, yearOfQuarter(quarter));
  const { povertyRate } = found;
  const bandsText = bands.map(({ from, factor }) => `dès ${fractionText(from)} % : ${fractionText(factor)}`).join(', ');
  const why =
    povertyRate === undefined
      ? part(
          'note',
          `taux de pauvreté de la commune ${commune} : ${year === undefined ? 'inconnu' : `secret ou inconnu en ${year}`}`,
          undefined,
          { facts },
        )
      : part(
          'rate',
          `${RATE_LABELS.POVERTY_RATE} ${commune}, ${year ?? ''}`,
          { exact: povertyRate, unit: 'percent' },
          { facts },
        );
  return part('rate', `T : ${RATE_LABELS.LOCAL_FACTOR}`, rateFigure(found.factor), {
    formula:
      povertyRate === undefined
        ? `taux inconnu : le facteur prévu pour ce cas, ${fractionText(missing)}`
        : `la dernière tranche commencée (${bandsText})`,
    because: [why],
    parameters: ['local_factor'],
  });
}

/** Q, by the score of the year before, or presumed. */
export function qualityPart(basis: Basis, quarter: Quarter, found: QualityRate): Part {
  const label = `Q : ${RATE_LABELS.QUALITY_RATE}`;
  if (found.presumed)
    return part('rate', label, rateFigure(found.rate), {
      formula: 'présumé pendant le démarrage',
      parameters: ['quality_presumed_rate'],
    });
  const first = firstDayOf(quarter);
  const greatest = valueOn(basis.team.scheme, 'quality_max_rate', first);
  const score = scorePart(basis, { year: yearOfQuarter(quarter) - 1, score: found.score, day: first });
  return part('rate', label, rateFigure(found.rate), {
    formula:
      found.score === undefined
        ? 'aucun score : 0'
        : `${fractionText(greatest)} × min(score, 100) / 100, score ${fractionText(found.score)}`,
    because: [score],
    parameters: ['quality_max_rate', 'quality_presumed_rate'],
  });
}

/** A rate less one, as a factor of a change. */
export function changeText(symbol: string, rate: Fraction): string {
  return `(${symbol} − 1), ${symbol} = ${fractionText(rate)}`;
}
