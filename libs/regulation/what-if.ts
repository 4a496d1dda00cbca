/**
 * A what-if in a file or a request: values by the name of the parameter, for every scheme and date; or overrides that name a scheme and
 * days; or several named scenarios of either form.
 */
import type { ParameterOverride } from '#libs/regulation/overrides.ts';
import { type WhatIfFault, invalid } from '#libs/regulation/refusals.ts';
import type { Json, JsonObject } from '#libs/regulation/values.ts';

export interface Scenario {
  /** Undefined if there is only one. */
  readonly name: string | undefined;
  readonly parameters: JsonObject;
  readonly overrides: readonly ParameterOverride[];
}

const NAME = /^[\w.-]{1,32}$/;
const LONGEST = 64;
const MAX_SCENARIOS = 10;
const TEXTS = ['scheme', 'from', 'until'] as const;

/** The fields beside `scenarios` apply in each of them, before its own. Throws WHAT_IF_MALFORMED, with the place. */
export function readWhatIf(whatIf: JsonObject): readonly Scenario[] {
  const { scenarios, ...beside } = whatIf;
  if (scenarios === undefined) return [readScenario(beside, undefined, '')];
  const ofAll = readScenario({ overrides: [], ...beside }, undefined, '');
  if (!Array.isArray(scenarios) || scenarios.length === 0 || scenarios.length > MAX_SCENARIOS)
    throw malformed('scenarios', 'SCENARIOS');
  const read = (scenarios as readonly Json[]).map((scenario, i) => {
    const place = `scenarios[${i}]`;
    const { name, ...rest } = objectAt(scenario, place);
    if (typeof name !== 'string' || !NAME.test(name)) throw malformed(`${place}.name`, 'NAME');
    const { parameters, overrides } = readScenario(rest, name, `${place}.`);
    return {
      name,
      parameters: { ...ofAll.parameters, ...parameters },
      // Its own value of a parameter is one for every scheme and day, so that none of all scenarios is left.
      overrides: [...ofAll.overrides.filter(({ parameter }) => !Object.hasOwn(parameters, parameter)), ...overrides],
    };
  });
  const names = read.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) throw malformed(`scenarios[${twice}].name`, 'NAMED_TWICE');
  return read;
}

/** With `overrides` or `parameters`, no other key is allowed; without them, every key is a parameter. */
function readScenario(whatIf: JsonObject, name: string | undefined, place: string): Scenario {
  const { overrides, parameters, ...rest } = whatIf;
  if (overrides === undefined && parameters === undefined) return { name, parameters: rest, overrides: [] };
  const [other] = Object.keys(rest);
  if (other !== undefined) throw malformed(`${place}${other}`, 'BESIDE_OVERRIDES');
  if (overrides !== undefined && !Array.isArray(overrides)) throw malformed(`${place}overrides`, 'OVERRIDES');
  const read = ((overrides ?? []) as readonly Json[]).map((one, i) => readOverride(one, `${place}overrides[${i}]`));
  const twice = read.findIndex((one, i) => read.slice(0, i).some((before) => isOfSameDays(before, one)));
  if (twice >= 0) throw malformed(`${place}overrides[${twice}]`, 'OVERRIDDEN_TWICE');
  return {
    name,
    parameters: parameters === undefined ? {} : objectAt(parameters, `${place}parameters`),
    overrides: read,
  };
}

/** The later of two such would replace the earlier on every day. */
function isOfSameDays(a: ParameterOverride, b: ParameterOverride): boolean {
  return (['parameter', 'scheme', 'from', 'until'] as const).every((key) => a[key] === b[key]);
}

function readOverride(written: Json, place: string): ParameterOverride {
  const { parameter, value, ...rest } = objectAt(written, place);
  if (typeof parameter !== 'string') throw malformed(`${place}.parameter`, 'PARAMETER');
  if (value === undefined) throw malformed(`${place}.value`, 'VALUE');
  const texts = new Map(
    Object.entries(rest).map(([key, text]) => {
      const known = TEXTS.find((name) => name === key);
      if (known === undefined || typeof text !== 'string') throw malformed(`${place}.${key}`, 'KEY');
      return [known, text] as const;
    }),
  );
  return { parameter, value, ...Object.fromEntries(texts) };
}

function objectAt(value: Json, place: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw malformed(place, 'OBJECT');
  return value as JsonObject;
}

/** Throws WHAT_IF_MALFORMED if a scenario replaces nothing. */
export function requireReplacing(scenarios: readonly Scenario[]): void {
  for (const { name, parameters, overrides } of scenarios)
    if (Object.keys(parameters).length + overrides.length === 0) throw malformed(name ?? 'parameters', 'NOTHING');
}

type Replacing = Pick<Scenario, 'parameters' | 'overrides'>;

/**
 * Whether rates are measured by patient while the minimum number of acts is that of a list: with fewer acts a rate is 1, so nearly all
 * rates are 1, which distorts the effect (docs/actuary.md).
 */
export function measuresFewRates({ parameters, overrides }: Replacing): boolean {
  const byName = Object.entries(parameters).map(([parameter, value]) => ({ parameter, value }));
  const all = [...byName, ...overrides];
  const isOf = (parameter: string): boolean => all.some((one) => one.parameter === parameter);
  const isByPatient = all.some(({ parameter, value }) => parameter === 'fidelisation_level' && value === 'PATIENT');
  return isByPatient && !isOf('fidelisation_min_acts');
}

/** The name under which a scenario of a run is kept. Throws WHAT_IF_MALFORMED. */
export function nameOfScenario(run: string, scenario: string | undefined): string {
  const name = scenario === undefined ? run : `${run}.${scenario}`;
  if (name.length > LONGEST) throw malformed(name, 'NAME_TOO_LONG');
  return name;
}

function malformed(place: string, fault: WhatIfFault) {
  return invalid('WHAT_IF_MALFORMED', { place, fault });
}
