/** Replaces values of a version for a what-if. */
import { type Day, dayText, parseDay } from '#libs/kernel/day.ts';
import { parseParametersJson } from '#libs/regulation/parameters-file.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type Json, type JsonObject, objectOf } from '#libs/regulation/values.ts';

/** One value, in the schemes and on the days that it names; every other scheme and day keeps the published value. */
export interface ParameterOverride {
  /** By default, every scheme that has the parameter. */
  readonly scheme?: string;
  readonly parameter: string;
  /** First day, YYYY-MM-DD; without it, from the first value on. */
  readonly from?: string;
  /** Last day; without it, for ever. */
  readonly until?: string;
  readonly value: Json;
}

export interface ParameterOverrides {
  /** By name, a value at every date in every scheme that has the parameter. */
  readonly parameters?: JsonObject;
  /** In order: a later one replaces an earlier one on days when both hold. */
  readonly overrides?: readonly ParameterOverride[];
  /** The text of other grids; the parameter `grid` keeps its values, as an override. */
  readonly grids?: string;
}

interface Dated {
  from: string;
  value: Json;
  status: string;
  reference: string;
}

type Schemes = Record<string, Record<string, { values: Dated[] }>>;

/**
 * The source with values replaced, each with status `override`. Throws NUMBER_TOO_GREAT, PARAMETER_IN_NO_SCHEME, PARAMETER_NOT_IN_SCHEME,
 * SCHEME_NOT_IN_REGULATION, OVERRIDE_DAY_MALFORMED, OVERRIDE_ENDS_BEFORE_IT_BEGINS. Load the result to check it.
 */
export function withOverrides(source: RegulationSource, asked: ParameterOverrides): RegulationSource {
  const { parameters = {}, overrides = [], grids } = asked;
  JSON.stringify([parameters, overrides], (name, value: unknown) => {
    // JSON reads 1e999 as Infinity, and would write it as null, which means something else.
    if (typeof value === 'number' && !Number.isFinite(value)) throw invalid('NUMBER_TOO_GREAT', { name });
    return value;
  });
  const root = objectOf(parseParametersJson(source.parameters), 'JSON_OBJECT');
  const schemes = structuredClone(objectOf(root['schemes'], 'OBJECT')) as unknown as Schemes;
  const replaced: Record<string, Json | undefined> = { ...parameters };
  if (grids !== undefined && !Object.hasOwn(replaced, 'grid')) replaced['grid'] = undefined;
  for (const [parameter, value] of Object.entries(replaced))
    for (const one of having(schemes, parameter)) for (const dated of one.values) replace(dated, value);
  for (const override of overrides) apply(schemes, override, versionOf(root));
  return { parameters: JSON.stringify({ ...root, schemes }), grids: grids ?? source.grids };
}

function versionOf({ version }: JsonObject): string {
  return typeof version === 'string' ? version : '';
}

/** `value`: undefined if it stays unchanged. */
function replace(dated: Dated, value: Json | undefined): void {
  if (value !== undefined) dated.value = value;
  dated.status = 'override';
  dated.reference = 'simulation';
}

function having(schemes: Schemes, parameter: string): readonly { values: Dated[] }[] {
  const found = Object.values(schemes).flatMap((scheme) =>
    Object.hasOwn(scheme, parameter) ? (scheme[parameter] ?? []) : [],
  );
  if (found.length > 0) return found;
  const known = [...new Set(Object.values(schemes).flatMap((scheme) => Object.keys(scheme)))].sort();
  throw invalid('PARAMETER_IN_NO_SCHEME', { parameter, known });
}

function apply(schemes: Schemes, override: ParameterOverride, version: string): void {
  const { scheme, parameter, value } = override;
  const [from, until] = [dayOf(override, 'from'), dayOf(override, 'until')];
  if (from !== undefined && until !== undefined && until < from)
    throw invalid('OVERRIDE_ENDS_BEFORE_IT_BEGINS', { parameter, from: dayText(from), until: dayText(until) });
  for (const one of scheme === undefined ? having(schemes, parameter) : [ofScheme(schemes, scheme, parameter, version)])
    one.values = between(one.values, { from, until }, value);
}

function ofScheme(schemes: Schemes, scheme: string, parameter: string, version: string): { values: Dated[] } {
  const all = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  if (all === undefined) throw invalid('SCHEME_NOT_IN_REGULATION', { scheme, version, schemes: Object.keys(schemes) });
  const found = Object.hasOwn(all, parameter) ? all[parameter] : undefined;
  if (found === undefined)
    throw invalid('PARAMETER_NOT_IN_SCHEME', { scheme, parameter, known: Object.keys(all).sort() });
  return found;
}

function dayOf(override: ParameterOverride, which: 'from' | 'until'): Day | undefined {
  const written = override[which];
  if (written === undefined) return undefined;
  const day = parseDay(written);
  if (day === undefined) throw invalid('OVERRIDE_DAY_MALFORMED', { parameter: override.parameter, which, written });
  return day;
}

/** The values before the first day stay, and so do those after the last day; after it the former value is in force again. */
function between(
  values: readonly Dated[],
  { from = -Infinity, until = Infinity }: { readonly from?: Day | undefined; readonly until?: Day | undefined },
  value: Json,
): Dated[] {
  const begins = (dated: Dated): Day => parseDay(dated.from) ?? -Infinity;
  const [first] = values;
  if (first === undefined || until < begins(first)) return [...values];
  const before = values.filter((dated) => begins(dated) < from);
  const after = values.filter((dated) => begins(dated) > until);
  const since = from > begins(first) ? dayText(from) : first.from;
  const own = { from: since, value, status: 'override', reference: 'simulation' };
  const again = until === Infinity ? undefined : values.findLast((dated) => begins(dated) <= until + 1);
  const resumed =
    again === undefined || after.some((dated) => begins(dated) === until + 1)
      ? []
      : [{ ...again, from: dayText(until + 1) }];
  return [...before, own, ...resumed, ...after];
}
