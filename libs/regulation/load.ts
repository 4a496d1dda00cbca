/**
 * Reads a version of the regulation from the text of its two files and checks it whole: every fault is reported at once, each
 * naming the parameter, and nothing is used of a version that has one.
 */
import { hash } from 'node:crypto';
import { type Day, parseDay } from '#libs/kernel/day.ts';
import { type Grid, parseGrids } from '#libs/regulation/grids.ts';
import { parseAgeBands } from '#libs/regulation/profile.ts';
import {
  type DatedValue,
  type Indicator,
  type LegalText,
  type Regulation,
  RegulationError,
  type Scheme,
  type Status,
} from '#libs/regulation/regulation.ts';
import { FAMILIES, FAMILY_NAMES, type Family } from '#libs/regulation/families.ts';
import {
  type Json,
  type JsonObject,
  PARAMETERS,
  type ParameterName,
  ValueError,
  listOf,
  objectOf,
} from '#libs/regulation/values.ts';

/** What a version is published with: the text of parameters.json and of grids.csv. */
export interface RegulationSource {
  readonly parameters: string;
  readonly grids: string;
}

const GP = 'GP';
const PHASES = ['SETUP', 'TRANSITION', 'FORFAIT', 'FORFAIT_STARTUP', 'ACTIVE', 'LEFT'];
const INDICATOR_FAMILIES = ['SOCLE', 'A_LA_CARTE', 'EXPERIENCE'] as const;
const DIRECTIONS = ['UP', 'DOWN'] as const;
const STATUSES: readonly Status[] = ['exact', 'reconstructed', 'assumed', 'override'];

/** Throws RegulationError listing every fault. */
export function loadRegulation(source: RegulationSource): Regulation {
  const faults: string[] = [];
  const root = attempt(faults, 'parameters', () => objectOf(parseJson(source.parameters), 'un objet JSON'));
  if (root === undefined) throw refusal(faults);
  const version = root['version'];
  if (typeof version !== 'string' || version === '') faults.push('version : doit être un texte, tel que "2026-11"');
  const ageBands = attempt(faults, 'age_bands', () => parseAgeBands(root['age_bands'])) ?? [];
  const grids = parseGrids(source.grids, ageBands, faults);
  const indicators = readIndicators(root['indicators'], faults);
  const schemes = readSchemes(root, grids, faults);
  if (faults.length > 0 || typeof version !== 'string') throw refusal(faults);
  return {
    version,
    fingerprint: hash('sha256', `${source.parameters}\u0000${source.grids}`, 'hex'),
    ageBands,
    indicators,
    schemes,
    grids,
  };
}

/**
 * The source with values replaced for a what-if: each name's value at every date in every scheme that has it, status
 * `override`; and other grids, which make the parameter `grid` an override with its values kept.
 * Throws RegulationError where a name is in no scheme. The result still has to be loaded, and so checked.
 */
export function withOverrides(
  source: RegulationSource,
  overrides: { readonly parameters?: JsonObject; readonly grids?: string },
): RegulationSource {
  JSON.stringify(overrides.parameters ?? {}, (name, value: unknown) => {
    // JSON reads 1e999 as Infinity, and would write it as null, which means something else.
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RegulationError(`${name} : le nombre est trop grand`);
    return value;
  });
  const root = objectOf(parseJson(source.parameters), 'un objet JSON');
  const schemes = structuredClone(objectOf(root['schemes'], 'un objet')) as unknown as Record<
    string,
    Record<string, DatedJson>
  >;
  const replaced: Record<string, Json | undefined> = { ...overrides.parameters };
  if (overrides.grids !== undefined && !Object.hasOwn(replaced, 'grid')) replaced['grid'] = undefined;
  for (const [name, value] of Object.entries(replaced)) {
    const having = Object.values(schemes).flatMap((scheme) =>
      Object.hasOwn(scheme, name) ? (scheme[name] ?? []) : [],
    );
    if (having.length === 0)
      throw new RegulationError(
        `le paramètre ${name} n'est dans aucune expérimentation ; les paramètres connus sont ${Object.keys(PARAMETERS).sort().join(', ')}`,
      );
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

function refusal(faults: readonly string[]): RegulationError {
  return new RegulationError(`les paramètres sont refusés :\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
}

/** Runs a check and turns its ValueError into a fault with a name in front. */
function attempt<T>(faults: string[], name: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    faults.push(`${name} : ${error.message}`);
    return undefined;
  }
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new RegulationError(
      `les paramètres ne sont pas du JSON : ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function textIn(entry: JsonObject, key: string): string {
  const value = entry[key];
  if (typeof value !== 'string' || value === '') throw new ValueError(`doit avoir un texte pour ${key}`);
  return value;
}

function dayIn(entry: JsonObject, key: string): Day {
  const day = parseDay(textIn(entry, key));
  if (day === undefined) throw new ValueError(`doit avoir un jour écrit AAAA-MM-JJ pour ${key}`);
  return day;
}

function choiceIn<Choice extends string>(entry: JsonObject, key: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === entry[key]);
  if (found === undefined) throw new ValueError(`doit avoir l'une des valeurs ${choices.join(', ')} pour ${key}`);
  return found;
}

function readIndicators(value: Json | undefined, faults: string[]): ReadonlyMap<string, Indicator> {
  const indicators = new Map<string, Indicator>();
  const list = attempt(faults, 'indicators', () => listOf(value, 'une liste')) ?? [];
  list.forEach((entry, i) => {
    attempt(faults, `indicators[${i}]`, () => {
      const object = objectOf(entry, 'un objet avec id, family, direction et label');
      const id = textIn(object, 'id');
      if (indicators.has(id)) throw new ValueError(`ne doit pas répéter ${id}`);
      const family = choiceIn(object, 'family', INDICATOR_FAMILIES);
      indicators.set(id, {
        id,
        family,
        direction: choiceIn(object, 'direction', DIRECTIONS),
        label: textIn(object, 'label'),
      });
    });
  });
  return indicators;
}

function readTexts(value: Json | undefined, faults: string[]): readonly LegalText[] {
  const list = attempt(faults, 'texts', () => listOf(value, 'une liste')) ?? [];
  const texts = list.flatMap((entry, i) => {
    const text = attempt(faults, `texts[${i}]`, () => {
      const object = objectOf(entry, 'un objet avec scheme, from, id et reference');
      return {
        scheme: textIn(object, 'scheme'),
        from: dayIn(object, 'from'),
        id: textIn(object, 'id'),
        reference: textIn(object, 'reference'),
      };
    });
    return text === undefined ? [] : [text];
  });
  return texts.sort((a, b) => a.from - b.from);
}

function readSchemes(
  root: JsonObject,
  grids: ReadonlyMap<string, Grid>,
  faults: string[],
): ReadonlyMap<string, Scheme> {
  const texts = readTexts(root['texts'], faults);
  const schemes = attempt(faults, 'schemes', () => objectOf(root['schemes'], 'un objet')) ?? {};
  const traits = attempt(faults, 'scheme_traits', () => objectOf(root['scheme_traits'], 'un objet')) ?? {};
  for (const name of Object.keys(traits))
    if (!Object.hasOwn(schemes, name))
      faults.push(`schemes : ${name} est dans scheme_traits mais n'a pas de paramètres`);
  for (const { scheme, id } of texts)
    if (!Object.hasOwn(schemes, scheme))
      faults.push(`texts : ${id} est de l'expérimentation ${scheme}, qui n'a pas de paramètres`);
  const read = Object.entries(schemes).flatMap(([name, parameters]) => {
    const scheme = attempt(faults, `schemes.${name}`, () =>
      readScheme(name, parameters, traits[name], texts, grids, faults),
    );
    return scheme === undefined ? [] : [[name, scheme] as const];
  });
  return new Map(read);
}

function readScheme(
  name: string,
  parameters: Json,
  traits: Json | undefined,
  texts: readonly LegalText[],
  grids: ReadonlyMap<string, Grid>,
  faults: string[],
): Scheme {
  const object = objectOf(traits, 'décrit dans scheme_traits avec family, options, scopes et phases');
  const family = choiceIn(object, 'family', FAMILY_NAMES);
  const own = texts.filter(({ scheme }) => scheme === name);
  const first = own[0];
  if (first === undefined) throw new ValueError('doit avoir au moins un texte');
  const scheme: Scheme = {
    name,
    family,
    options: textList(object, 'options'),
    scopes: textList(object, 'scopes'),
    treatingProfession: object['treating_profession'] === undefined ? GP : textIn(object, 'treating_profession'),
    phases: textList(object, 'phases'),
    texts: own,
    parameters: readParameters(name, family, objectOf(parameters, 'un objet'), first.from, faults),
  };
  const unknownPhase = scheme.phases.find((phase) => !PHASES.includes(phase));
  if (unknownPhase !== undefined)
    throw new ValueError(`a la phase ${unknownPhase} ; les phases possibles sont ${PHASES.join(', ')}`);
  checkAgainstEachOther(scheme, grids, faults);
  return scheme;
}

function textList(object: JsonObject, key: string): readonly string[] {
  return listOf(object[key], `décrit dans scheme_traits avec une liste ${key}`).map((item) => {
    if (typeof item !== 'string') throw new ValueError(`doit avoir des textes dans ${key}`);
    return item;
  });
}

function readParameters(
  scheme: string,
  family: Family,
  parameters: JsonObject,
  needed: Day,
  faults: string[],
): ReadonlyMap<ParameterName, readonly DatedValue[]> {
  const names: readonly ParameterName[] = FAMILIES[family].parameters;
  for (const name of Object.keys(parameters))
    if (!names.some((known) => known === name))
      faults.push(
        `schemes.${scheme}.${name} : n'est pas un paramètre de la famille ${family}, qui a ${names.join(', ')}`,
      );
  return new Map(
    names.map((name) => {
      const path = `schemes.${scheme}.${name}`;
      const values = attempt(faults, path, () => {
        const dated = listOf(
          objectOf(parameters[name], 'présent, avec ses valeurs (values)')['values'],
          'présent, avec une liste de valeurs (values)',
        );
        return dated.map((entry, i) => attempt(faults, `${path}[${i}]`, () => readDated(name, entry)));
      });
      const complete = values?.filter((value) => value !== undefined);
      if (complete !== undefined && complete.length === values?.length) checkDates(path, complete, needed, faults);
      return [name, complete ?? []] as const;
    }),
  );
}

function readDated(name: ParameterName, entry: Json): DatedValue {
  const object = objectOf(entry, 'un objet avec from, value, status et reference');
  const written = object['value'];
  if (written === undefined) throw new ValueError('doit avoir une valeur (value)');
  return {
    from: dayIn(object, 'from'),
    value: PARAMETERS[name](written),
    written,
    status: choiceIn(object, 'status', STATUSES),
    reference: textIn(object, 'reference'),
  };
}

function checkDates(path: string, values: readonly DatedValue[], needed: Day, faults: string[]): void {
  const ascending = values.every(({ from }, i) => i === 0 || (values[i - 1]?.from ?? 0) < from);
  if (!ascending)
    faults.push(`${path} : ses valeurs doivent être en ordre croissant de from, jamais deux le même jour`);
  if ((values[0]?.from ?? Infinity) > needed)
    faults.push(`${path} : doit avoir une valeur dès le premier texte de son expérimentation`);
}

/** What no single parameter can show: the scheme's options have a rule, and its scopes a grid that exists. */
function checkAgainstEachOther(scheme: Scheme, grids: ReadonlyMap<string, Grid>, faults: string[]): void {
  for (const { value } of scheme.parameters.get('population') ?? [])
    for (const option of scheme.options)
      if (option !== 'ALL' && !(value as ReadonlyMap<string, unknown>).has(option))
        faults.push(`schemes.${scheme.name}.population : n'a pas de règle pour l'option ${option}`);
  for (const { value } of scheme.parameters.get('grid') ?? [])
    for (const scope of scheme.scopes) {
      const grid = (value as ReadonlyMap<string, string>).get(scope);
      if (grid === undefined)
        faults.push(`schemes.${scheme.name}.grid : ne nomme pas de grille pour le périmètre ${scope}`);
      else if (!grids.has(grid))
        faults.push(`schemes.${scheme.name}.grid : la grille ${grid} n'est pas dans le fichier des grilles`);
    }
}
