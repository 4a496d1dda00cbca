/** French for the parts of an explanation: the label of each, and the formula of its figure, with exact fractions. */
import { agreedWith } from '#libs/kernel/counted.ts';
import { INDICATOR_LABELS, PROFESSION_LABELS } from '#libs/words/labels/teams.ts';
import { frenchDay, quarterInFrench } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import { type Fraction, fraction, fractionText } from '#libs/kernel/fraction.ts';
import type { QualityResult } from '#libs/enrolment/teams.ts';
import type { PartFormula, PartLabel } from '#libs/explain/part-words.ts';
import type { LineName, RateName } from '#libs/statements/rules/statement.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';
import { patientText } from '#libs/words/labels/patients.ts';
import { profileLabel } from '#libs/words/labels/profiles.ts';
import { LINE_LABELS, RATE_LABELS } from '#libs/words/labels/statements.ts';

export function partLabel(label: PartLabel): string {
  return said(LABELS, label);
}

export function partFormula(formula: PartFormula): string {
  return said(FORMULAS, formula);
}

/** The letters of the rules for the rates of a forfait. */
const SYMBOLS: Readonly<Partial<Record<RateName, string>>> = {
  FIDELISATION_RATE: 'L : ',
  LOCAL_FACTOR: 'T : ',
  QUALITY_RATE: 'Q : ',
};

const CHANGES: Readonly<Partial<Record<LineName, string>>> = {
  CAPITATION: 'G : somme des parts des patients',
  FIDELISATION: 'G·L − G',
  LOCAL: 'G·L·T − G·L',
  QUALITY: 'F − G·L·T',
  CAP: 'F plafonné − F',
  ECART: 'A',
  EVOLUTION: 'B − A',
  QUALITY_MODULATION: 'C − B',
};

const GAPS = { CURRENT: 'exp − obs', PREVIOUS: 'exp′ − obs′' };

const LABELS: Sentences<PartLabel> = {
  LINE: ({ line }) => LINE_LABELS[line],
  LESS_LINE: ({ line }) => `moins : ${LINE_LABELS[line]}`,
  CHANGE: ({ line }) => CHANGES[line] ?? LINE_LABELS[line],
  ROUNDING: () => 'arrondi au centime',
  RATE: ({ rate }) => `${SYMBOLS[rate] ?? ''}${RATE_LABELS[rate]}`,
  PATIENT: ({ patient }) => patientText(patient),
  PATIENT_NOT_COMPARED: ({ patient, year }) => `${patientText(patient)} : non comparé en ${year}`,
  ACT: ({ reversal, actId, careOn, actCode }) =>
    `${reversal ? 'contrepassation' : 'acte'} ${actId} du ${frenchDay(careOn)}, code ${actCode}`,
  ACTS_OF_ERASED: () => 'actes d’un patient effacé, gardés en somme',
  CREDIT: ({ label, dueOn }) => `« ${label} », dû le ${frenchDay(dueOn)}`,
  ACTS_INSIDE: ({ quarter }) => `actes de ${quarterInFrench(quarter)} faits dans l’équipe`,
  ACTS_OUTSIDE: ({ quarter }) => `actes de ${quarterInFrench(quarter)} faits ailleurs`,
  ACTS_MEASURED: ({ quarter }) => `actes mesurés de ${quarterInFrench(quarter)}, contrepassations non comptées`,
  POVERTY_RATE: ({ commune, year }) => `${RATE_LABELS.POVERTY_RATE} ${commune}, ${year ?? ''}`,
  POVERTY_RATE_UNKNOWN: ({ commune, year }) =>
    `taux de pauvreté de la commune ${commune} : ${year === undefined ? 'inconnu' : `secret ou inconnu en ${year}`}`,
  REFERENCE_REVENUE: ({ quarter }) => `${RATE_LABELS.CAP_REFERENCE_CENTS} de ${quarterInFrench(quarter)}`,
  REFERENCE_REVENUE_UNKNOWN: () => 'revenu de référence inconnu',
  SUBSTITUTED_ACTS_AS_REFERENCE: () => 'revenu de référence inconnu : base des actes substitués du trimestre',
  SCORE: ({ year }) => `${RATE_LABELS.QUALITY_SCORE} de ${year}`,
  PROVISIONAL_SCORE: ({ year, asked }) =>
    `${RATE_LABELS.QUALITY_SCORE} de ${year}, à titre provisoire : celui de ${asked} n’est pas connu`,
  SCORE_UNKNOWN: ({ year }) => `pas de score de qualité pour ${year} : aucun indicateur socle n’est noté`,
  INDICATOR: ({ indicator: { id, family }, rated }) =>
    `${INDICATOR_LABELS[id] ?? id} (${family === 'SOCLE' ? 'socle' : 'à la carte'})${rated ? '' : ' : non noté'}`,
  EXPERIENCE: () => 'expérience des patients',
  GROUP_SHARE: () => 'part du groupe',
  GAIN_SHARE: ({ line }) => `part de ${line === 'ECART' ? 'l’écart' : 'l’évolution'}`,
  LISTED_PATIENTS: () => 'n : patients de la liste',
  GAP: ({ of, year }) => `${GAPS[of]} : écart de ${year}`,
  GAP_OF_NOBODY: ({ of, year }) => `${GAPS[of]} : écart de ${year} : personne ne peut être comparé en ${year}`,
};

const FORMULAS: Sentences<PartFormula> = {
  ACT: ({ side, by, profession, executant, baseCents, paidCents }) => {
    const where = side === 'INSIDE' ? 'dans l’équipe' : by === undefined ? 'hors de toute équipe' : `par ${by}`;
    return `${where}, ${PROFESSION_LABELS[profession] ?? profession} ${executant}, base ${euros(baseCents)}, payé ${euros(paidCents)}`;
  },
  DOUBLE_PAYMENT: ({ quarter }) => `moins ce qui a été payé pour les actes substitués de ${quarterInFrench(quarter)}`,
  FEE_FOR_SERVICE_OFFSET: ({ quarter }) =>
    `moins la base des actes du périmètre faits dans l’équipe en ${quarterInFrench(quarter)}`,
  FLOOR: ({ sumCents }) =>
    `les lignes d’avant font ${euros(sumCents)} : ${sumCents < 0n ? 'relevées à zéro' : 'rien à relever'}`,
  STARTUP_CREDIT: ({ first, last }) => `crédits dus du ${frenchDay(first)} au ${frenchDay(last)}`,
  GRID_SHARE: ({ grid, profile, yearlyCents, factor, days, of }) =>
    `grille ${grid}, ${profileLabel(profile)} : ${yearlyCents} centimes par an / 4 × ${fractionText(factor)} × ${of === 1 ? '1' : `${days}/${of} jours`}`,
  FIDELISATION_SHARE: ({ share, l }) => `${cents(share)} × ${change('L', l)}`,
  OWN_FIDELISATION_SHARE: ({ share, l, own, floor }) => {
    const { insideCents, outsideCents, acts, measured, tenThousandths } = own;
    const observed = measured
      ? `dedans / (dedans + dehors) = ${insideCents} / ${insideCents + outsideCents}, arrondi à ${tenThousandths} dix-millièmes`
      : `${acts} ${acts < 2 ? 'acte' : 'actes'}, non mesuré : 1`;
    return `${cents(share)} × ${change('L', l)} : ${observed}, au moins ${fractionText(floor)}`;
  },
  LOCAL_SHARE: ({ share, t }) => `${cents(share)} × L × ${change('T', t)}`,
  QUALITY_SHARE: ({ share, q }) => `${cents(share)} × L × T × Q, Q = ${fractionText(q)}`,
  CAPITATION: ({ g }) => `arrondi(G), G = ${cents(g)}`,
  FIDELISATION: ({ gl }) => `arrondi(G·L) − arrondi(G), G·L = ${cents(gl)}`,
  LOCAL: ({ glt }) => `arrondi(G·L·T) − arrondi(G·L), G·L·T = ${cents(glt)}`,
  QUALITY: ({ f }) => `arrondi(F) − arrondi(G·L·T), F = G·L·T·(1 + Q) = ${cents(f)}`,
  CAP: ({ rate, referenceCents, f }) =>
    `arrondi(min(F, ${fractionText(rate)} × ${referenceCents} centimes)) − arrondi(F), F = ${cents(f)}`,
  PAYMENT_CAP: ({ rate, ceiling, c }) =>
    `arrondi(min(C, ${fractionText(rate)} × exp × n)) − arrondi(C), C = ${cents(c)} et plafond ${cents(ceiling)}`,
  NO_EXPECTED_SPENDING: () => 'pas de dépense attendue connue : rien ne plafonne',
  NO_CAP: () => 'le texte ne prévoit pas de plafond',
  NO_REFERENCE_REVENUE: () => 'pas de revenu de référence : rien ne plafonne',
  FIDELISATION_RATE: ({ insideCents, totalCents, floor, rate }) => {
    const share = fractionText(fraction(insideCents, totalCents));
    return `dedans / (dedans + dehors) = ${insideCents} / ${totalCents} = ${share}, entre 0 et 1, au moins ${fractionText(floor)} : ${fractionText(rate)}`;
  },
  OWN_FIDELISATION_RATES: ({ patients, measured }) =>
    `un taux par patient, d’après ses propres actes : mesuré pour ${measured} sur ${patients}, 1 pour les autres ; ici leur moyenne, pondérée par le forfait`,
  NOTHING_TO_MEASURE: () => 'rien à mesurer : la somme des actes n’est pas positive, le taux est 1',
  TOO_FEW_ACTS: ({ acts, least }) => `trop peu d’actes : ${acts}, moins que ${least}, le taux est 1`,
  LOCAL_FACTOR: ({ bands }) => {
    const shown = bands.map(({ from, factor }) => `dès ${fractionText(from)} % : ${fractionText(factor)}`);
    return `la dernière tranche commencée (${shown.join(', ')})`;
  },
  LOCAL_FACTOR_MISSING: ({ missing }) => `taux inconnu : le facteur prévu pour ce cas, ${fractionText(missing)}`,
  QUALITY_PRESUMED: () => 'présumé pendant le démarrage',
  QUALITY_WITHOUT_SCORE: () => 'aucun score : 0',
  QUALITY_RATE: ({ greatest, score }) =>
    `${fractionText(greatest)} × min(score, 100) / 100, score ${fractionText(score)}`,
  SCORE: ({ socle, carte, unrated }) => {
    const among = unrated === 'IGNORE' ? 'les indicateurs notés' : 'les indicateurs qui ont des seuils, notés ou non';
    return `${fractionText(socle)} ${agreedWith(socle, 'point')} de socle et ${fractionText(carte)} à la carte, partagés entre ${among}, et l’expérience des patients`;
  },
  INDICATOR: ({ year, result, before, threshold, direction, rating, points, least }) =>
    [
      ...ratingText(rating, points),
      `résultat ${resultText(result, least)}`,
      `${year - 1} : ${resultText(before, least)}`,
      threshold === undefined
        ? 'seuils inconnus'
        : `intermédiaire ${fractionText(threshold.intermediate)} %, cible ${fractionText(threshold.target)} %`,
      `à ${direction === 'UP' ? 'augmenter' : 'diminuer'}`,
    ].join(' ; '),
  EXPERIENCE: ({ points, result: { numerator, denominator } }) =>
    `${fractionText(points)} ${agreedWith(points, 'point')} × ${numerator}/${denominator}`,
  LEVEL_GAIN: ({ gain }) => `e = ${cents(gain)}, entre le minimum et le plafond`,
  EVOLUTION_GAIN: ({ method, gain }) => {
    const how = method === 'GAP_CHANGE' ? 'v = e − (exp′ − obs′)' : 'v = obs′ × (exp/exp′ − obs/obs′)';
    return `${how} = ${cents(gain)}, entre le minimum et le plafond`;
  },
  ECART: ({ a }) => `arrondi(A), A = part du groupe × part de l’écart × max(e, 0) × n = ${cents(a)}`,
  EVOLUTION: ({ b }) =>
    `arrondi(B) − arrondi(A), B = A + part du groupe × part de l’évolution × max(v, 0) × n = ${cents(b)}`,
  QUALITY_MODULATION: ({ combination, scoreCap, gate, qualityCents, c }) => {
    const share = `min(score, ${fractionText(scoreCap)}) / 100`;
    const how = {
      MODULATION: `B × ${share}`,
      GAINS_ONLY: 'B',
      ADDITIVE: `B + ${cents(qualityCents)} × ${share}`,
    }[combination];
    const below = gate === null ? '' : `, 0 si le score est sous ${fractionText(gate)}`;
    return `arrondi(C) − arrondi(B), C = ${how}${below} = ${cents(c)}`;
  },
  GAP: ({ expected, observed, patients }) =>
    `attendu ${cents(expected)} − observé ${cents(observed)}, moyennes de ${patients} ${patients < 2 ? 'patient' : 'patients'}`,
  PATIENT_GAP: ({ expectedCents, observedCents, patients }) =>
    `(attendu ${expectedCents} centimes − observé ${observedCents} centimes) / ${patients}`,
};

/** An exact amount: the console shows what has this unit in euros. */
function cents(exact: Fraction): string {
  return `${fractionText(exact)} centimes`;
}

/** A rate less one, as a factor of a change. */
function change(symbol: string, rate: Fraction): string {
  return `(${symbol} − 1), ${symbol} = ${fractionText(rate)}`;
}

/** Empty for an indicator that is not in the mean. */
function ratingText(rating: Fraction | undefined, points: Fraction): string[] {
  if (rating !== undefined)
    return [`${fractionText(points)} ${agreedWith(points, 'point')} × note ${fractionText(rating)}`];
  return points.numerator === 0n ? [] : [`non noté : 0 sur ${fractionText(points)} ${agreedWith(points, 'point')}`];
}

/** `least`: the denominator that a result needs to count. */
function resultText(result: QualityResult | undefined, least: number): string {
  if (result === undefined) return 'absent';
  const { numerator, denominator } = result;
  if (denominator === 0) return `${numerator}/0`;
  const percent = `${numerator}/${denominator} = ${fractionText(fraction(100 * numerator, denominator))} %`;
  return denominator < least ? `${percent}, effectif sous ${least} : sans résultat` : percent;
}
