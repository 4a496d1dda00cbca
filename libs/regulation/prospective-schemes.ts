/**
 * Prospective schemes, as data beside the published regulation: for comparison, never for decisions. The folder prospective/ has one file
 * for each, with its traits, texts and parameters; its grids have one amount for all profiles.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { csvLine } from '#libs/kernel/csv.ts';
import { parseParametersJson } from '#libs/regulation/parameters-file.ts';
import { parseAgeBands, profileCount, profileText } from '#libs/regulation/profile.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type JsonObject, listOf, objectOf } from '#libs/regulation/values.ts';

interface ProspectiveScheme {
  readonly scheme_traits: JsonObject;
  readonly texts: readonly JsonObject[];
  readonly schemes: JsonObject;
  /** Yearly cents of every profile, by the name of the grid. */
  readonly flat_grids: Readonly<Record<string, number>>;
}

const FOLDER = new URL('./prospective/', import.meta.url);

function prospectiveSchemes(): readonly ProspectiveScheme[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ProspectiveScheme);
}

/** The source with the prospective schemes added. A scheme of the source is never replaced. */
export function withProspectiveSchemes(source: RegulationSource): RegulationSource {
  const root = objectOf(parseParametersJson(source.parameters), 'JSON_OBJECT');
  let [traits, texts, schemes] = [
    objectOf(root['scheme_traits'], 'OBJECT'),
    listOf(root['texts'], 'LIST'),
    objectOf(root['schemes'], 'OBJECT'),
  ];
  let { grids } = source;
  for (const prospective of prospectiveSchemes()) {
    if (Object.keys(prospective.schemes).some((scheme) => Object.hasOwn(schemes, scheme))) continue;
    traits = { ...traits, ...prospective.scheme_traits };
    texts = [...texts, ...prospective.texts];
    schemes = { ...schemes, ...prospective.schemes };
    grids = [grids.trimEnd(), ...flatRows(prospective, root)].join('\n');
  }
  return { parameters: JSON.stringify({ ...root, scheme_traits: traits, texts, schemes }), grids };
}

function flatRows({ flat_grids: flat }: ProspectiveScheme, root: JsonObject): readonly string[] {
  const bands = parseAgeBands(root['age_bands']);
  return Object.entries(flat).flatMap(([grid, cents]) =>
    Array.from({ length: profileCount(bands) }, (_, profile) => {
      const [band = '', sex = '', ald = '', c2s = ''] = profileText(bands, profile).split(' ');
      return csvLine([grid, band, sex, ald.slice(-1), c2s.slice(-1), String(cents)]).trimEnd();
    }),
  );
}
