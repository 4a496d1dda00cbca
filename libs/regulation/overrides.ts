/** Replaces values of a version for a what-if. */
import { parseJson } from '#libs/regulation/parameters-file.ts';
import { invalid } from '#libs/regulation/refusals.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type Json, type JsonObject, objectOf } from '#libs/regulation/values.ts';

/**
 * The source with values replaced for a what-if: each name's value at every date in every scheme that has it, status
 * `override`; and other grids, which make the parameter `grid` an override with its values kept.
 * Throws NUMBER_TOO_GREAT, PARAMETER_IN_NO_SCHEME. Load the result to check it.
 */
export function withOverrides(
  source: RegulationSource,
  overrides: { readonly parameters?: JsonObject; readonly grids?: string },
): RegulationSource {
  JSON.stringify(overrides.parameters ?? {}, (name, value: unknown) => {
    // JSON reads 1e999 as Infinity, and would write it as null, which means something else.
    if (typeof value === 'number' && !Number.isFinite(value)) throw invalid('NUMBER_TOO_GREAT', { name });
    return value;
  });
  const root = objectOf(parseJson(source.parameters), 'JSON_OBJECT');
  const schemes = structuredClone(objectOf(root['schemes'], 'OBJECT')) as unknown as Record<
    string,
    Record<string, DatedJson>
  >;
  const replaced: Record<string, Json | undefined> = { ...overrides.parameters };
  if (overrides.grids !== undefined && !Object.hasOwn(replaced, 'grid')) replaced['grid'] = undefined;
  for (const [name, value] of Object.entries(replaced)) {
    const having = Object.values(schemes).flatMap((scheme) =>
      Object.hasOwn(scheme, name) ? (scheme[name] ?? []) : [],
    );
    if (having.length === 0) {
      const known = [...new Set(Object.values(schemes).flatMap((scheme) => Object.keys(scheme)))].sort();
      throw invalid('PARAMETER_IN_NO_SCHEME', { parameter: name, known });
    }
    for (const { values } of having)
      for (const dated of values) {
        if (value !== undefined) dated.value = value;
        dated.status = 'override';
        dated.reference = 'simulation';
      }
  }
  return {
    parameters: JSON.stringify({ ...root, schemes }),
    grids: overrides.grids ?? source.grids,
  };
}

interface DatedJson {
  values: { from: string; value: Json; status: string; reference: string }[];
}
