/**
 * The regulation as dated data: texts, indicators and, for each scheme, parameters whose values hold from a day on, each with its source
 * and certainty. A published version never changes; a calculation names the one it used.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Grid } from '#libs/regulation/grids.ts';
import type { AgeBand } from '#libs/regulation/profile.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { Family } from '#libs/regulation/families.ts';
import { type Json, type ParameterName, type ParameterValue, UNLESS_SET } from '#libs/regulation/values.ts';

/** exact: read in a text; reconstructed: a detail is rebuilt; assumed: our assumption; override: replaced for a what-if. */
export type Status = 'exact' | 'reconstructed' | 'assumed' | 'override';

export interface DatedValue<Value = unknown> {
  readonly from: Day;
  readonly value: Value;
  /** The value as written in the parameters file. */
  readonly written: Json;
  readonly status: Status;
  readonly reference: string;
}

export interface LegalText {
  readonly scheme: string;
  readonly from: Day;
  readonly id: string;
  readonly reference: string;
  /** The last known day of the text, and the source of that day; undefined without a known end. */
  readonly until?: Day;
  readonly untilReference?: string;
}

export interface Indicator {
  readonly id: string;
  readonly family: 'SOCLE' | 'A_LA_CARTE' | 'EXPERIENCE';
  readonly direction: 'UP' | 'DOWN';
  readonly label: string;
}

export interface Scheme {
  readonly name: string;
  readonly family: Family;
  readonly options: readonly string[];
  readonly scopes: readonly string[];
  /** The profession whose declaration puts a patient on a team's list: GP, unless scheme_traits names another. */
  readonly treatingProfession: string;
  readonly phases: readonly string[];
  /** A possible future scheme for comparisons, which is never decided. */
  readonly isProjection: boolean;
  /** Ascending by day; at least one. */
  readonly texts: readonly LegalText[];
  readonly parameters: ReadonlyMap<ParameterName, readonly DatedValue[]>;
}

export interface Regulation {
  readonly version: string;
  /** SHA-256 of the files, so that two versions with one name cannot be confused. */
  readonly fingerprint: string;
  readonly ageBands: readonly AgeBand[];
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly grids: ReadonlyMap<string, Grid>;
}

/** Throws SCHEME_NOT_IN_REGULATION. */
export function schemeOf(regulation: Regulation, name: string): Scheme {
  const scheme = regulation.schemes.get(name);
  if (scheme === undefined)
    throw invalid('SCHEME_NOT_IN_REGULATION', {
      scheme: name,
      version: regulation.version,
      schemes: [...regulation.schemes.keys()],
    });
  return scheme;
}

/**
 * The dated value in force on a day: the one with the greatest `from` not after it.
 * Throws PARAMETER_WITHOUT_VALUE before the first.
 */
export function parameterOn<Name extends ParameterName>(
  scheme: Scheme,
  name: Name,
  day: Day,
): DatedValue<ParameterValue<Name>> {
  const found = scheme.parameters.get(name)?.findLast(({ from }) => from <= day);
  if (found === undefined)
    throw invalid('PARAMETER_WITHOUT_VALUE', { parameter: name, scheme: scheme.name, day: dayText(day) });
  return found as DatedValue<ParameterValue<Name>>;
}

/** Like `parameterOn`; for a parameter that is newer than the version, the neutral value. */
export function valueOn<Name extends ParameterName>(scheme: Scheme, name: Name, day: Day): ParameterValue<Name> {
  const unlessSet = UNLESS_SET[name];
  return unlessSet !== undefined && !scheme.parameters.has(name) ? unlessSet : parameterOn(scheme, name, day).value;
}

/** The latest text in force on a day. Throws NO_TEXT_IN_FORCE before the first. */
export function textOn(scheme: Scheme, day: Day): LegalText {
  const found = scheme.texts.findLast(({ from }) => from <= day);
  if (found === undefined) throw invalid('NO_TEXT_IN_FORCE', { scheme: scheme.name, day: dayText(day) });
  return found;
}
