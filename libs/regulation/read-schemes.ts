/** Reads the schemes of parameters.json: their traits, texts and dated parameters. */
import type { Day } from '#libs/kernel/day.ts';
import { FAMILIES, FAMILY_NAMES, type Family } from '#libs/regulation/families.ts';
import { type Faults, wrongValue } from '#libs/regulation/faults.ts';
import type { Grid } from '#libs/regulation/grids.ts';
import { choiceIn, dayIn, textIn } from '#libs/regulation/parameters-file.ts';
import type { DatedValue, LegalText, Scheme, Status } from '#libs/regulation/regulation.ts';
import {
  type Json,
  type JsonObject,
  PARAMETERS,
  type ParameterName,
  UNLESS_SET,
  listOf,
  objectOf,
} from '#libs/regulation/values.ts';

const GP = 'GP';
const PHASES = ['SETUP', 'TRANSITION', 'FORFAIT', 'FORFAIT_STARTUP', 'ACTIVE', 'LEFT'];
const STATUSES: readonly Status[] = ['exact', 'reconstructed', 'assumed', 'override'];

function readTexts(value: Json | undefined, faults: Faults): readonly LegalText[] {
  const list = faults.attempt('texts', () => listOf(value, 'LIST')) ?? [];
  const texts = list.flatMap((entry, i) => {
    const text = faults.attempt(`texts[${i}]`, () => {
      const object = objectOf(entry, 'TEXT');
      return {
        scheme: textIn(object, 'scheme'),
        from: dayIn(object, 'from'),
        id: textIn(object, 'id'),
        reference: textIn(object, 'reference'),
        ...(object['until'] === undefined ? {} : { until: dayIn(object, 'until') }),
        ...(object['until_reference'] === undefined ? {} : { untilReference: textIn(object, 'until_reference') }),
      };
    });
    return text === undefined ? [] : [text];
  });
  return texts.sort((a, b) => a.from - b.from);
}

/** The schemes, each with its texts and parameters. */
export function readSchemes(
  root: JsonObject,
  grids: ReadonlyMap<string, Grid>,
  faults: Faults,
): ReadonlyMap<string, Scheme> {
  const texts = readTexts(root['texts'], faults);
  const schemes = faults.attempt('schemes', () => objectOf(root['schemes'], 'OBJECT')) ?? {};
  const traits = faults.attempt('scheme_traits', () => objectOf(root['scheme_traits'], 'OBJECT')) ?? {};
  for (const name of Object.keys(traits))
    if (!Object.hasOwn(schemes, name)) faults.add({ path: 'schemes' }, 'SCHEME_WITHOUT_PARAMETERS', { scheme: name });
  for (const { scheme, id } of texts)
    if (!Object.hasOwn(schemes, scheme)) faults.add({ path: 'texts' }, 'TEXT_OF_UNKNOWN_SCHEME', { text: id, scheme });
  const read = Object.entries(schemes).flatMap(([name, parameters]) => {
    const scheme = faults.attempt(`schemes.${name}`, () =>
      readScheme(
        { name, parameters, traits: traits[name], texts: texts.filter((text) => text.scheme === name) },
        faults,
      ),
    );
    if (scheme === undefined) return [];
    checkAgainstEachOther(scheme, grids, faults);
    return [[name, scheme] as const];
  });
  return new Map(read);
}

interface WrittenScheme {
  readonly name: string;
  readonly parameters: Json;
  readonly traits: Json | undefined;
  /** The texts of the scheme, ordered by day. */
  readonly texts: readonly LegalText[];
}

function readScheme({ name, parameters, traits, texts }: WrittenScheme, faults: Faults): Scheme {
  const object = objectOf(traits, 'TRAITS');
  const family = choiceIn(object, 'family', FAMILY_NAMES);
  const [first] = texts;
  if (first === undefined) throw wrongValue('MUST_HAVE_LEGAL_TEXT', {});
  const scheme: Scheme = {
    name,
    family,
    options: textList(object, 'options'),
    scopes: textList(object, 'scopes'),
    treatingProfession: object['treating_profession'] === undefined ? GP : textIn(object, 'treating_profession'),
    phases: textList(object, 'phases'),
    isProjection: flagIn(object, 'projection'),
    texts,
    parameters: readParameters(name, family, objectOf(parameters, 'OBJECT'), first.from, faults),
  };
  const unknownPhase = scheme.phases.find((phase) => !PHASES.includes(phase));
  if (unknownPhase !== undefined) throw wrongValue('PHASE_NOT_KNOWN', { phase: unknownPhase, phases: PHASES });
  return scheme;
}

/** False if it is missing. */
function flagIn(object: JsonObject, key: string): boolean {
  const flag = object[key] ?? false;
  if (typeof flag !== 'boolean') throw wrongValue('MUST_HAVE_FLAG', { key });
  return flag;
}

function textList(object: JsonObject, key: string): readonly string[] {
  const list = object[key];
  if (!Array.isArray(list)) throw wrongValue('MUST_HAVE_LIST_OF_TRAIT', { key });
  return (list as readonly Json[]).map((item) => {
    if (typeof item !== 'string') throw wrongValue('MUST_HAVE_TEXTS', { key });
    return item;
  });
}

function readParameters(
  scheme: string,
  family: Family,
  parameters: JsonObject,
  needed: Day,
  faults: Faults,
): ReadonlyMap<ParameterName, readonly DatedValue[]> {
  const names: readonly ParameterName[] = FAMILIES[family].parameters;
  for (const name of Object.keys(parameters))
    if (!names.some((known) => known === name))
      faults.add({ path: `schemes.${scheme}.${name}` }, 'PARAMETER_NOT_OF_FAMILY', { family, parameters: names });
  // A version from before a parameter came does not have it.
  const present = names.filter((name) => Object.hasOwn(parameters, name) || UNLESS_SET[name] === undefined);
  return new Map(
    present.map((name) => {
      const path = `schemes.${scheme}.${name}`;
      const values = faults.attempt(path, () => {
        const dated = listOf(objectOf(parameters[name], 'PARAMETER')['values'], 'PARAMETER_VALUES');
        return dated.map((entry, i) => faults.attempt(`${path}[${beginOf(entry) ?? i}]`, () => readDated(name, entry)));
      });
      const complete = values?.filter((value) => value !== undefined);
      if (complete !== undefined && complete.length === values?.length) checkDates(path, complete, needed, faults);
      return [name, complete ?? []] as const;
    }),
  );
}

/** The first day of a value, as written, to name the faulty one. */
function beginOf(entry: Json): string | undefined {
  if (entry === null || typeof entry !== 'object' || !('from' in entry)) return undefined;
  return typeof entry.from === 'string' ? entry.from : undefined;
}

function readDated(name: ParameterName, entry: Json): DatedValue {
  const object = objectOf(entry, 'DATED_VALUE');
  const written = object['value'];
  if (written === undefined) throw wrongValue('MUST_HAVE_VALUE', {});
  return {
    from: dayIn(object, 'from'),
    value: PARAMETERS[name](written),
    written,
    status: choiceIn(object, 'status', STATUSES),
    reference: textIn(object, 'reference'),
  };
}

function checkDates(path: string, values: readonly DatedValue[], needed: Day, faults: Faults): void {
  const ascending = values.every(({ from }, i) => i === 0 || (values[i - 1]?.from ?? 0) < from);
  if (!ascending) faults.add({ path }, 'DATES_OUT_OF_ORDER', {});
  if ((values[0]?.from ?? Infinity) > needed) faults.add({ path }, 'FIRST_VALUE_TOO_LATE', {});
}

/** Checks that each option of the scheme has a rule, and that each of its scopes has a grid of the file. */
function checkAgainstEachOther(scheme: Scheme, grids: ReadonlyMap<string, Grid>, faults: Faults): void {
  for (const { value } of scheme.parameters.get('population') ?? [])
    for (const option of scheme.options)
      if (option !== 'ALL' && !(value as ReadonlyMap<string, unknown>).has(option))
        faults.add({ path: `schemes.${scheme.name}.population` }, 'OPTION_WITHOUT_RULE', { option });
  for (const { value } of scheme.parameters.get('grid') ?? [])
    for (const scope of scheme.scopes) {
      const grid = (value as ReadonlyMap<string, string>).get(scope);
      if (grid === undefined) faults.add({ path: `schemes.${scheme.name}.grid` }, 'SCOPE_WITHOUT_GRID', { scope });
      else if (!grids.has(grid)) faults.add({ path: `schemes.${scheme.name}.grid` }, 'GRID_NOT_IN_FILE', { grid });
    }
}
