/**
 * The parameters a scheme may have, by name: for each, how its value in the parameters file is checked and what it becomes.
 * A value that does not fit is refused with a sentence that says what would be right; the caller adds the name and the date. Own code: each
 * value has a check and a sentence of its own and becomes a fraction, a day or a set, so that a schema library would only call these functions.
 */
import { type Fraction, ONE, ZERO, compare, fraction, parseFraction } from '#libs/kernel/fraction.ts';

/** Refusal of one value; the message says what the value should be. */
export class ValueError extends Error {}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export interface LocalFactor {
  /** Ascending by `from` (percent); the first is 0, so that every rate has a band. */
  readonly bands: readonly { readonly from: Fraction; readonly factor: Fraction }[];
  readonly missing: Fraction;
}

export interface OptionRule {
  /** Patients with one of these ALD active are in the option. */
  readonly ald?: readonly number[];
  /** Patients past this birthday are in the option… */
  readonly age?: { readonly years: number; readonly boundary: Boundary };
  /** …and past this one with one of these ALD. */
  readonly neuro?: { readonly years: number; readonly boundary: Boundary; readonly ald: readonly number[] };
}

/** gt: strictly past, or above; ge: on or past, or at least. */
export type Boundary = 'gt' | 'ge';

export interface Eligibility {
  /** Doctors and nurses together. */
  readonly professionals: number;
  /** Of each profession; those not named are not asked for. */
  readonly byProfession: ReadonlyMap<string, number>;
  readonly patients: number;
  readonly boundary: Boundary;
}

export interface QualityWeights {
  /** Points of [socle, à la carte]. */
  readonly without: readonly [Fraction, Fraction];
  readonly with: readonly [Fraction, Fraction];
}

export function wholeNumber(value: Json): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new ValueError('doit être un nombre entier positif ou nul');
  return value;
}

function rate(value: Json): Fraction {
  const parsed =
    typeof value === 'string'
      ? parseFraction(value)
      : typeof value === 'number' && Number.isSafeInteger(value)
        ? fraction(value)
        : undefined;
  if (parsed === undefined || compare(parsed, ZERO) < 0)
    throw new ValueError('doit être une fraction positive ou nulle, écrite comme un texte tel que "1/20" ou "0.05"');
  return parsed;
}

function share(value: Json): Fraction {
  const parsed = rate(value);
  if (compare(parsed, ONE) > 0) throw new ValueError('doit être une fraction entre 0 et 1');
  return parsed;
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return (value: Json): Choice => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new ValueError(`doit être l'une des valeurs ${choices.join(', ')}`);
    return found;
  };
}

function orNull<T>(parse: (value: Json) => T) {
  return (value: Json): T | null => {
    if (value === null) return null;
    try {
      return parse(value);
    } catch (error) {
      throw error instanceof ValueError ? new ValueError(`${error.message}, ou null`) : error;
    }
  };
}

export function objectOf(value: Json | undefined, what: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new ValueError(`doit être ${what}`);
  return value as JsonObject;
}

export function listOf(value: Json | undefined, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw new ValueError(`doit être ${what}`);
  return value as readonly Json[];
}

function onlyKeys(value: JsonObject, allowed: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined)
    throw new ValueError(`a une clé inconnue « ${unknown} » ; les clés possibles sont ${allowed.join(', ')}`);
}

function textsByKey(what: string) {
  return (value: Json): ReadonlyMap<string, string> => {
    const entries = Object.entries(objectOf(value, what));
    return new Map(
      entries.map(([key, text]) => {
        if (typeof text !== 'string') throw new ValueError(`doit être ${what}`);
        return [key, text];
      }),
    );
  };
}

function scopeActs(value: Json): ReadonlyMap<string, ReadonlySet<string>> {
  const what = 'un objet qui donne à chaque profession une liste de codes d’actes, des chiffres écrits en texte';
  return new Map(
    Object.entries(objectOf(value, what)).map(([profession, codes]) => {
      const list = listOf(codes, what).map((code) => {
        if (typeof code !== 'string' || !/^\d+$/.test(code)) throw new ValueError(`doit être ${what}`);
        return code;
      });
      return [profession, new Set(list)];
    }),
  );
}

function aldList(value: Json): readonly number[] {
  return listOf(value, 'une liste de numéros d’ALD, de 1 à 32').map((ald) => {
    if (typeof ald !== 'number' || !Number.isInteger(ald) || ald < 1 || ald > 32)
      throw new ValueError('doit être une liste de numéros d’ALD, de 1 à 32');
    return ald;
  });
}

function boundaryOf(value: Json | undefined, otherwise: Boundary): Boundary {
  return value === undefined ? otherwise : oneOf('gt', 'ge')(value);
}

function optionRule(value: Json): OptionRule {
  const rule = objectOf(value, 'un objet avec ald, ou avec age et boundary');
  onlyKeys(rule, ['ald', 'age', 'boundary', 'neuro_age', 'neuro_ald']);
  if (rule['ald'] === undefined && rule['age'] === undefined)
    throw new ValueError('doit avoir ald (une liste de numéros d’ALD) ou age (en années)');
  if ((rule['neuro_age'] === undefined) !== (rule['neuro_ald'] === undefined))
    throw new ValueError('doit avoir neuro_age et neuro_ald ensemble, ou aucun des deux');
  if (rule['age'] !== undefined && rule['boundary'] === undefined)
    throw new ValueError('doit avoir boundary, gt ou ge, avec age');
  const boundary = boundaryOf(rule['boundary'], 'ge');
  return {
    ...(rule['ald'] === undefined ? {} : { ald: aldList(rule['ald']) }),
    ...(rule['age'] === undefined ? {} : { age: { years: wholeNumber(rule['age']), boundary } }),
    ...(rule['neuro_age'] === undefined
      ? {}
      : { neuro: { years: wholeNumber(rule['neuro_age']), boundary, ald: aldList(rule['neuro_ald'] ?? null) } }),
  };
}

function population(value: Json): ReadonlyMap<string, OptionRule> {
  return new Map(
    Object.entries(objectOf(value, 'un objet qui donne à chaque option sa règle')).map(([option, rule]) => [
      option,
      optionRule(rule),
    ]),
  );
}

function localFactor(value: Json): LocalFactor {
  const { bands, missing, ...others } = objectOf(value, 'un objet avec bands et missing');
  onlyKeys(others, ['bands', 'missing']);
  const parsed = listOf(bands, 'un objet dont bands est une liste de [pourcentage, facteur]').map((band) => {
    const [from, factor, ...rest] = listOf(band, 'un objet dont bands est une liste de [pourcentage, facteur]');
    if (from === undefined || factor === undefined || rest.length > 0)
      throw new ValueError('doit avoir pour bands une liste de [pourcentage, facteur]');
    return { from: rate(from), factor: rate(factor) };
  });
  const ascending = parsed.every((band, i) => i === 0 || compare(parsed[i - 1]?.from ?? ZERO, band.from) < 0);
  if (parsed[0] === undefined || compare(parsed[0].from, ZERO) !== 0 || !ascending)
    throw new ValueError('doit avoir des bands en ordre croissant, la première à partir de "0"');
  if (missing === undefined) throw new ValueError('doit avoir missing, le facteur quand le taux manque');
  return { bands: parsed, missing: rate(missing) };
}

function comorbidityFactor(value: Json): readonly [Fraction, Fraction, Fraction] {
  const [none, one, more, ...rest] = listOf(value, 'une liste de trois facteurs');
  if (none === undefined || one === undefined || more === undefined || rest.length > 0)
    throw new ValueError('doit être une liste de trois facteurs, pour 0, 1 et 2 ALD ou plus');
  return [rate(none), rate(one), rate(more)];
}

function points(value: Json | undefined): readonly [Fraction, Fraction] {
  const [socle, aLaCarte, ...rest] = listOf(value, 'deux listes, without et with, de points [socle, à la carte]');
  if (socle === undefined || aLaCarte === undefined || rest.length > 0)
    throw new ValueError('doit être deux listes, without et with, de points [socle, à la carte]');
  return [rate(socle), rate(aLaCarte)];
}

function qualityWeights(value: Json): QualityWeights {
  const weights = objectOf(value, 'un objet avec les points without (sans) et with (avec) indicateurs à la carte');
  onlyKeys(weights, ['without', 'with']);
  return { without: points(weights['without']), with: points(weights['with']) };
}

/** gp and nurse are the short names of by_profession for GP and NURSE. */
function eligibility(value: Json): Eligibility {
  const what = 'un objet avec patients et, s’ils sont exigés, professionals, gp, nurse et by_profession';
  const { professionals, gp, nurse, by_profession: others, patients, boundary, ...rest } = objectOf(value, what);
  onlyKeys(rest, ['professionals', 'gp', 'nurse', 'by_profession', 'patients', 'boundary']);
  if (patients === undefined) throw new ValueError('doit dire combien de patients sont exigés (patients)');
  const named =
    others === undefined ? {} : objectOf(others, 'un objet dont by_profession donne à chaque profession un nombre');
  if ((gp !== undefined && 'GP' in named) || (nurse !== undefined && 'NURSE' in named))
    throw new ValueError('doit exiger GP et NURSE une seule fois : par gp et nurse, ou dans by_profession');
  const asked = Object.entries({ GP: gp, NURSE: nurse, ...named });
  return {
    professionals: professionals === undefined ? 0 : wholeNumber(professionals),
    byProfession: new Map(
      asked.flatMap(([profession, count]) => (count === undefined ? [] : [[profession, wholeNumber(count)] as const])),
    ),
    patients: wholeNumber(patients),
    boundary: boundaryOf(boundary, 'ge'),
  };
}

/** A quarter has three months: its equal parts are the quarter itself or its months. */
function instalments(value: Json): 1 | 3 {
  if (value !== 1 && value !== 3) throw new ValueError('doit être 1 (payé par trimestre) ou 3 (par mois)');
  return value;
}

function monthAndDay(value: Json): { month: number; dayOfMonth: number } {
  const match = typeof value === 'string' ? /^(\d{2})-(\d{2})$/.exec(value) : null;
  const [month, dayOfMonth] = [Number(match?.[1]), Number(match?.[2])];
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (match === null || dayOfMonth < 1 || dayOfMonth > (lengths[month - 1] ?? 0))
    throw new ValueError('doit être un jour qui existe chaque année, écrit MM-JJ');
  return { month, dayOfMonth };
}

/** Every parameter that some family of schemes needs, by its name in the parameters file. */
export const PARAMETERS = {
  presence: oneOf('FIRST_DAY', 'DAYS'),
  grid: textsByKey('un objet qui donne à chaque périmètre le nom d’une grille'),
  comorbidity_factor: comorbidityFactor,
  scope_acts: scopeActs,
  population,
  fidelisation_lag_quarters: wholeNumber,
  fidelisation_min_acts: wholeNumber,
  fidelisation_floor: share,
  local_factor: localFactor,
  quality_max_rate: rate,
  quality_presumed_rate: orNull(rate),
  quality_weights: qualityWeights,
  cap_rate: orNull(rate),
  cap_fallback: oneOf('NONE', 'ACTS'),
  instalments,
  eligibility,
  experience_points: rate,
  reference_day: monthAndDay,
  share_ecart: rate,
  share_evolution: rate,
  share_group: rate,
  previous_list: oneOf('SAME', 'OWN'),
  evolution_method: oneOf('GAP_CHANGE', 'GROWTH'),
  spending_cap_cents: orNull(wholeNumber),
  minimum_savings_rate: rate,
  gain_cap_rate: orNull(rate),
  quality_gate: orNull(rate),
  combination: oneOf('MODULATION', 'GAINS_ONLY'),
  score_cap: rate,
} as const;

export type ParameterName = keyof typeof PARAMETERS;
export type ParameterValue<Name extends ParameterName> = ReturnType<(typeof PARAMETERS)[Name]>;
