/** A what-if replaces the values that it names, and leaves everything else as published. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type ParameterOverride, withOverrides } from '#libs/regulation/overrides.ts';
import { schemeOf } from '#libs/regulation/regulation.ts';
import {
  type Scenario,
  measuresFewRates,
  nameOfScenario,
  readWhatIf,
  requireReplacing,
} from '#libs/regulation/what-if.ts';
import type { Json, JsonObject } from '#libs/regulation/values.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { says } from '#test/support/says.ts';

/** Value and status of cap_rate of PEPS on each day: published null, then 6/5 from 2023-01-01. */
function capRates(overrides: readonly ParameterOverride[], ...days: readonly string[]): (readonly [Json, string])[] {
  const regulation = loadRegulation(withOverrides(SHIPPED, { overrides }));
  const dated = schemeOf(regulation, 'PEPS').parameters.get('cap_rate') ?? [];
  return days.map((day) => {
    const found = dated.findLast(({ from }) => from <= dayFromText(day));
    return [found?.written ?? null, found?.status ?? ''];
  });
}

const CAP = { scheme: 'PEPS', parameter: 'cap_rate', value: '11/10' };

test('from its day on, it replaces every later value', () => {
  expect(capRates([{ ...CAP, from: '2022-01-01' }], '2021-12-31', '2022-01-01', '2025-01-01')).toStrictEqual([
    [null, 'reconstructed'],
    ['11/10', 'override'],
    ['11/10', 'override'],
  ]);
});

test('an override holds until its last day, then the published value holds again', () => {
  const within = { ...CAP, from: '2022-07-01', until: '2022-09-30' };
  expect(capRates([within], '2022-06-30', '2022-09-30', '2022-10-01', '2023-01-01')).toStrictEqual([
    [null, 'reconstructed'],
    ['11/10', 'override'],
    [null, 'reconstructed'],
    ['6/5', 'reconstructed'],
  ]);
  const across = { ...CAP, from: '2022-07-01', until: '2023-03-31' };
  expect(capRates([across], '2023-01-01', '2023-03-31', '2023-04-01')).toStrictEqual([
    ['11/10', 'override'],
    ['11/10', 'override'],
    ['6/5', 'reconstructed'],
  ]);
  const upTo = { ...CAP, until: '2022-12-31' };
  expect(capRates([upTo], '2019-07-03', '2022-12-31', '2023-01-01')).toStrictEqual([
    ['11/10', 'override'],
    ['11/10', 'override'],
    ['6/5', 'reconstructed'],
  ]);
});

test('an override from a day before the first value begins with that value, and one that ended before it changes nothing', () => {
  expect(capRates([{ ...CAP, from: '2001-01-01' }], '2019-07-03')).toStrictEqual([['11/10', 'override']]);
  expect(capRates([{ ...CAP, from: '2001-01-01', until: '2002-01-01' }], '2019-07-03')).toStrictEqual([
    [null, 'reconstructed'],
  ]);
});

test('a later one replaces an earlier one on days when both hold', () => {
  const two = [
    { ...CAP, from: '2022-01-01' },
    { ...CAP, from: '2024-01-01', value: '1' },
  ];
  expect(capRates(two, '2023-06-01', '2024-01-01')).toStrictEqual([
    ['11/10', 'override'],
    ['1', 'override'],
  ]);
});

test('other schemes and other parameters stay, to the byte, unless no scheme is named', () => {
  const schemes = (overrides: readonly ParameterOverride[]) =>
    (JSON.parse(withOverrides(SHIPPED, { overrides }).parameters) as { schemes: Record<string, JsonObject> }).schemes;
  const [published, named, all] = [[], [CAP], [{ parameter: 'cap_rate', value: '11/10' }]].map(schemes);
  expect(named?.['PRIMORDIAL']).toStrictEqual(published?.['PRIMORDIAL']);
  expect({ ...named?.['PEPS'], cap_rate: null }).toStrictEqual({ ...published?.['PEPS'], cap_rate: null });
  expect(all?.['PRIMORDIAL']).not.toStrictEqual(published?.['PRIMORDIAL']);
});

const REFUSED: readonly (readonly [what: string, override: ParameterOverride, code: string])[] = [
  ['a parameter that the scheme does not have', { ...CAP, scheme: 'IPEP' }, 'PARAMETER_NOT_IN_SCHEME'],
  ['a parameter that no scheme has', { parameter: 'capp_rate', value: 1 }, 'PARAMETER_IN_NO_SCHEME'],
  ['a scheme that there is not', { ...CAP, scheme: 'PEPS9' }, 'SCHEME_NOT_IN_REGULATION'],
  ['the name of what every object has', { ...CAP, scheme: 'constructor' }, 'SCHEME_NOT_IN_REGULATION'],
  ['a day that there is not', { ...CAP, from: '2022-02-30' }, 'OVERRIDE_DAY_MALFORMED'],
  [
    'an end before the beginning',
    { ...CAP, from: '2022-02-02', until: '2022-02-01' },
    'OVERRIDE_ENDS_BEFORE_IT_BEGINS',
  ],
];

for (const [what, override, code] of REFUSED)
  test(`${what} is refused`, () => {
    expect(() => withOverrides(SHIPPED, { overrides: [override] })).toThrow(code);
  });

function scenario(whatIf: Partial<Scenario>): Scenario {
  return { name: undefined, parameters: {}, overrides: [], ...whatIf };
}

test('a what-if has values by name, or overrides, or named scenarios of either', () => {
  expect(readWhatIf({ presence: 'DAYS' })).toStrictEqual([scenario({ parameters: { presence: 'DAYS' } })]);
  expect(readWhatIf({ overrides: [CAP] })).toStrictEqual([scenario({ overrides: [CAP] })]);
  expect(readWhatIf({ parameters: { presence: 'DAYS' }, overrides: [CAP] })).toStrictEqual([
    scenario({ parameters: { presence: 'DAYS' }, overrides: [CAP] }),
  ]);
  const scenarios = [
    { name: 'a', presence: 'DAYS' },
    { name: 'b', overrides: [CAP] },
  ];
  expect(readWhatIf({ scenarios })).toStrictEqual([
    scenario({ name: 'a', parameters: { presence: 'DAYS' } }),
    scenario({ name: 'b', overrides: [CAP] }),
  ]);
  const beside = readWhatIf({ parameters: { instalments: 3 }, overrides: [{ ...CAP, value: '1' }], scenarios });
  expect(beside).toStrictEqual([
    scenario({ name: 'a', parameters: { instalments: 3, presence: 'DAYS' }, overrides: [{ ...CAP, value: '1' }] }),
    scenario({ name: 'b', parameters: { instalments: 3 }, overrides: [{ ...CAP, value: '1' }, CAP] }),
  ]);
  expect([nameOfScenario('avance', undefined), nameOfScenario('avance', 'b')]).toStrictEqual(['avance', 'avance.b']);
});

test('a value of a scenario replaces that of all scenarios', () => {
  const parameters = { cap_rate: '1', instalments: 3 };
  const read = readWhatIf({ parameters, scenarios: [{ name: 'a', parameters: { cap_rate: '2' } }, { name: 'b' }] });
  expect(read.map((one) => one.parameters)).toStrictEqual([{ cap_rate: '2', instalments: 3 }, parameters]);
});

test('a value of a scenario for every day replaces what all scenarios have for some days', () => {
  const other = { parameter: 'instalments', from: '2021-01-01', value: 3 };
  const scenarios = [{ name: 'a', cap_rate: '1' }, { name: 'b' }];
  const read = readWhatIf({ overrides: [CAP, other], scenarios });
  expect(read.map(({ overrides }) => overrides)).toStrictEqual([[other], [CAP, other]]);
});

const MALFORMED: readonly (readonly [what: string, whatIf: JsonObject, says: RegExp])[] = [
  ['a key beside overrides', { overrides: [], presence: 'DAYS' }, /« presence » : à côté de parameters/],
  ['a key beside scenarios', { scenarios: [{ name: 'a' }], presence: 'DAYS' }, /« presence » : à côté de parameters/],
  ['no scenario', { scenarios: [] }, /1 à 10 scénarios/],
  ['a scenario without a name', { scenarios: [{ presence: 'DAYS' }] }, /« scenarios\[0\]\.name »/],
  [
    'two scenarios of one name',
    { scenarios: [{ name: 'a' }, { name: 'a' }] },
    /« scenarios\[1\]\.name » : un autre scénario/,
  ],
  ['an override without a value', { overrides: [{ parameter: 'cap_rate' }] }, /« overrides\[0\]\.value »/],
  ['an override without a parameter', { overrides: [{ value: 1 }] }, /« overrides\[0\]\.parameter »/],
  ['an unknown key of an override', { overrides: [{ ...CAP, to: '2024-01-01' }] }, /« overrides\[0\]\.to »/],
  [
    'a parameter overridden twice on the same days',
    { overrides: [{ ...CAP, from: '2024-01-01' }, CAP, { ...CAP, from: '2024-01-01', value: '1' }] },
    /« overrides\[2\] » : un autre remplacement/,
  ],
  ['overrides that are no list', { overrides: CAP }, /« overrides » : doit être une liste/],
];

for (const [what, whatIf, text] of MALFORMED)
  test(`${what} is refused by its place`, () => {
    assert.throws(() => readWhatIf(whatIf), says(text));
  });

test('the names of a run and its scenario have at most 64 characters together', () => {
  assert.throws(() => nameOfScenario('r'.repeat(60), 'abcd'), says(/plus de 64 caractères/));
});

test('rates by patient with the acts of a list are cautioned against', () => {
  const level = { parameter: 'fidelisation_level', value: 'PATIENT' };
  const acts = { parameter: 'fidelisation_min_acts', value: 1 };
  expect(measuresFewRates(scenario({ overrides: [level] }))).toBe(true);
  expect(measuresFewRates(scenario({ parameters: { fidelisation_level: 'PATIENT' } }))).toBe(true);
  expect(measuresFewRates(scenario({ overrides: [level, acts] }))).toBe(false);
  expect(measuresFewRates(scenario({ overrides: [{ ...level, value: 'TEAM' }] }))).toBe(false);
});

test('a scenario that replaces no value is refused', () => {
  assert.throws(
    () => {
      requireReplacing(readWhatIf({}));
    },
    says(/rien n’est remplacé/),
  );
  requireReplacing(readWhatIf({ presence: 'DAYS' }));
  requireReplacing(readWhatIf({ parameters: { presence: 'DAYS' }, overrides: [CAP] }));
});
