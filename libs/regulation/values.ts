/**
 * The parameters that a scheme may have, by name: for each, the check of its value in the parameters file and the result. A value that does
 * not fit throws a ValueError with the right form; the caller adds its place. Own code: each value has its own check and sentence and
 * becomes a fraction, a day or a set, so that a schema library would only call these functions.
 */
import { type Fraction, ONE, ZERO, compare, fraction, parseFraction } from '#libs/kernel/fraction.ts';
import { type ValueShape, ValueError, mustBe, wrongValue } from '#libs/regulation/faults.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

interface LocalFactor {
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

interface Eligibility {
  /** Doctors and nurses together. */
  readonly professionals: number;
  /** Required number of each profession; unnamed ones are not required. */
  readonly byProfession: ReadonlyMap<string, number>;
  readonly patients: number;
  /** Undefined if the value names none: then the rules decide. */
  readonly boundary: Boundary | undefined;
}

export interface Instalments {
  /** Equal parts of a quarter. */
  readonly parts: 1 | 3;
  /** The due day of each part: in advance, or when it has ended. */
  readonly due: 'FIRST_DAY' | 'LAST_DAY';
}

export interface QualityWeights {
  /** Points of [socle, à la carte]. */
  readonly without: readonly [Fraction, Fraction];
  readonly with: readonly [Fraction, Fraction];
}

function wholeNumber(value: Json): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw mustBe('WHOLE_NUMBER');
  return value;
}

function rate(value: Json): Fraction {
  const parsed =
    typeof value === 'string'
      ? parseFraction(value)
      : typeof value === 'number' && Number.isSafeInteger(value)
        ? fraction(value)
        : undefined;
  if (parsed === undefined || compare(parsed, ZERO) < 0) throw mustBe('RATE');
  return parsed;
}

function share(value: Json): Fraction {
  const parsed = rate(value);
  if (compare(parsed, ONE) > 0) throw mustBe('SHARE');
  return parsed;
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return (value: Json): Choice => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw wrongValue('MUST_BE_ONE_OF', { choices });
    return found;
  };
}

function orNull<T>(parse: (value: Json) => T) {
  return (value: Json): T | null => {
    if (value === null) return null;
    try {
      return parse(value);
    } catch (error) {
      throw error instanceof ValueError ? wrongValue('MUST_BE_OR_NULL', { otherwise: error.fault }) : error;
    }
  };
}

export function objectOf(value: Json | undefined, shape: ValueShape): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw mustBe(shape);
  return value as JsonObject;
}

export function listOf(value: Json | undefined, shape: ValueShape): readonly Json[] {
  if (!Array.isArray(value)) throw mustBe(shape);
  return value as readonly Json[];
}

function onlyKeys(value: JsonObject, allowed: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw wrongValue('KEY_NOT_KNOWN', { key: unknown, allowed });
}

function gridNames(value: Json): ReadonlyMap<string, string> {
  const entries = Object.entries(objectOf(value, 'GRID_NAMES'));
  return new Map(
    entries.map(([scope, grid]) => {
      if (typeof grid !== 'string') throw mustBe('GRID_NAMES');
      return [scope, grid];
    }),
  );
}

function scopeActs(value: Json): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    Object.entries(objectOf(value, 'SCOPE_ACTS')).map(([profession, codes]) => {
      const list = listOf(codes, 'SCOPE_ACTS').map((code) => {
        if (typeof code !== 'string' || !/^\d+$/.test(code)) throw mustBe('SCOPE_ACTS');
        return code;
      });
      return [profession, new Set(list)];
    }),
  );
}

function aldList(value: Json): readonly number[] {
  return listOf(value, 'ALD_LIST').map((ald) => {
    if (typeof ald !== 'number' || !Number.isInteger(ald) || ald < 1 || ald > 32) throw mustBe('ALD_LIST');
    return ald;
  });
}

const DUE: (value: Json) => Instalments['due'] = oneOf('FIRST_DAY', 'LAST_DAY');

const BOUNDARY: (value: Json) => Boundary = oneOf('gt', 'ge');

function optionRule(value: Json): OptionRule {
  const rule = objectOf(value, 'OPTION_RULE');
  onlyKeys(rule, ['ald', 'age', 'boundary', 'neuro_age', 'neuro_ald']);
  if (rule['ald'] === undefined && rule['age'] === undefined) throw wrongValue('RULE_WITHOUT_ALD_OR_AGE', {});
  if ((rule['neuro_age'] === undefined) !== (rule['neuro_ald'] === undefined))
    throw wrongValue('NEURO_RULE_INCOMPLETE', {});
  if (rule['age'] !== undefined && rule['boundary'] === undefined) throw wrongValue('AGE_WITHOUT_BOUNDARY', {});
  const boundary = rule['boundary'] === undefined ? 'ge' : BOUNDARY(rule['boundary']);
  return {
    ...(rule['ald'] === undefined ? {} : { ald: aldList(rule['ald']) }),
    ...(rule['age'] === undefined ? {} : { age: { years: wholeNumber(rule['age']), boundary } }),
    ...(rule['neuro_age'] === undefined
      ? {}
      : { neuro: { years: wholeNumber(rule['neuro_age']), boundary, ald: aldList(rule['neuro_ald'] ?? null) } }),
  };
}

function population(value: Json): ReadonlyMap<string, OptionRule> {
  return new Map(Object.entries(objectOf(value, 'OPTION_RULES')).map(([option, rule]) => [option, optionRule(rule)]));
}

function localFactor(value: Json): LocalFactor {
  const { bands, missing, ...others } = objectOf(value, 'LOCAL_FACTOR');
  onlyKeys(others, ['bands', 'missing']);
  const parsed = listOf(bands, 'BANDS').map((band) => {
    const [from, factor, ...rest] = listOf(band, 'BANDS');
    if (from === undefined || factor === undefined || rest.length > 0) throw wrongValue('BAND_NOT_A_PAIR', {});
    return { from: rate(from), factor: rate(factor) };
  });
  const ascending = parsed.every((band, i) => i === 0 || compare(parsed[i - 1]?.from ?? ZERO, band.from) < 0);
  if (parsed[0] === undefined || compare(parsed[0].from, ZERO) !== 0 || !ascending)
    throw wrongValue('BANDS_OUT_OF_ORDER', {});
  if (missing === undefined) throw wrongValue('BANDS_WITHOUT_MISSING', {});
  return { bands: parsed, missing: rate(missing) };
}

function comorbidityFactor(value: Json): readonly [Fraction, Fraction, Fraction] {
  const [none, one, more, ...rest] = listOf(value, 'FACTORS');
  if (none === undefined || one === undefined || more === undefined || rest.length > 0) throw mustBe('THREE_FACTORS');
  return [rate(none), rate(one), rate(more)];
}

function points(value: Json | undefined): readonly [Fraction, Fraction] {
  const [socle, aLaCarte, ...rest] = listOf(value, 'POINTS');
  if (socle === undefined || aLaCarte === undefined || rest.length > 0) throw mustBe('POINTS');
  return [rate(socle), rate(aLaCarte)];
}

function qualityWeights(value: Json): QualityWeights {
  const weights = objectOf(value, 'WEIGHTS');
  onlyKeys(weights, ['without', 'with']);
  return { without: points(weights['without']), with: points(weights['with']) };
}

/** gp and nurse are the short names of by_profession for GP and NURSE. */
function eligibility(value: Json): Eligibility {
  const {
    professionals,
    gp,
    nurse,
    by_profession: others,
    patients,
    boundary,
    ...rest
  } = objectOf(value, 'ELIGIBILITY');
  onlyKeys(rest, ['professionals', 'gp', 'nurse', 'by_profession', 'patients', 'boundary']);
  if (patients === undefined) throw wrongValue('ELIGIBILITY_WITHOUT_PATIENTS', {});
  const named = others === undefined ? {} : objectOf(others, 'NUMBERS_BY_PROFESSION');
  if ((gp !== undefined && 'GP' in named) || (nurse !== undefined && 'NURSE' in named))
    throw wrongValue('ELIGIBILITY_NAMED_TWICE', {});
  const asked = Object.entries({ GP: gp, NURSE: nurse, ...named });
  return {
    professionals: professionals === undefined ? 0 : wholeNumber(professionals),
    byProfession: new Map(
      asked.flatMap(([profession, count]) => (count === undefined ? [] : [[profession, wholeNumber(count)] as const])),
    ),
    patients: wholeNumber(patients),
    boundary: boundary === undefined ? undefined : BOUNDARY(boundary),
  };
}

/** A quarter has three months: its equal parts are the quarter itself or its months. A plain number is due at their end. */
function instalments(value: Json): Instalments {
  if (value === 1 || value === 3) return { parts: value, due: 'LAST_DAY' };
  const { parts, due, ...others } = objectOf(value, 'INSTALMENTS');
  onlyKeys(others, ['parts', 'due']);
  if ((parts !== 1 && parts !== 3) || due === undefined) throw mustBe('INSTALMENTS');
  return { parts, due: DUE(due) };
}

function monthAndDay(value: Json): { month: number; dayOfMonth: number } {
  const match = typeof value === 'string' ? /^(\d{2})-(\d{2})$/.exec(value) : null;
  const [month, dayOfMonth] = [Number(match?.[1]), Number(match?.[2])];
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (match === null || dayOfMonth < 1 || dayOfMonth > (lengths[month - 1] ?? 0)) throw mustBe('MONTH_AND_DAY');
  return { month, dayOfMonth };
}

/** Every parameter that some family of schemes needs, by its name in the parameters file. */
export const PARAMETERS = {
  presence: oneOf('FIRST_DAY', 'DAYS'),
  grid: gridNames,
  comorbidity_factor: comorbidityFactor,
  scope_acts: scopeActs,
  population,
  fidelisation_lag_quarters: wholeNumber,
  fidelisation_min_acts: wholeNumber,
  fidelisation_floor: share,
  fidelisation_level: oneOf('TEAM', 'PATIENT'),
  local_factor: localFactor,
  quality_max_rate: rate,
  quality_presumed_rate: orNull(rate),
  quality_weights: qualityWeights,
  cap_rate: orNull(rate),
  cap_fallback: oneOf('NONE', 'ACTS'),
  instalments,
  eligibility,
  experience_points: rate,
  unrated: oneOf('IGNORE', 'ZERO'),
  minimum_denominator: wholeNumber,
  quality_provisional: oneOf('NONE', 'LAST_KNOWN'),
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
  combination: oneOf('MODULATION', 'GAINS_ONLY', 'ADDITIVE'),
  quality_amount_cents: wholeNumber,
  payment_cap_rate: orNull(rate),
  score_cap: rate,
} as const;

export type ParameterName = keyof typeof PARAMETERS;
export type ParameterValue<Name extends ParameterName> = ReturnType<(typeof PARAMETERS)[Name]>;

/**
 * The parameters that came with the second edition, each with its neutral value: it holds in a version without them, like all versions
 * published before.
 */
export const UNLESS_SET: { readonly [Name in ParameterName]?: ParameterValue<Name> } = {
  fidelisation_level: 'TEAM',
  unrated: 'IGNORE',
  minimum_denominator: 0,
  quality_provisional: 'NONE',
  quality_amount_cents: 0,
  payment_cap_rate: null,
};
