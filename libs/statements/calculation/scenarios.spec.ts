/** Several what-ifs in one reading of the dossiers give the same results as each alone, and their effect adds up by every grouping. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type ParameterOverrides, withOverrides } from '#libs/regulation/overrides.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import { centsByProfile } from '#libs/statements/calculation/by-profile.ts';
import { GROUPINGS, comparedGroups } from '#libs/statements/calculation/compared-scenarios.ts';
import { IS_OF_PATIENTS } from '#libs/statements/calculation/scenario-counts.ts';
import { type ScenarioResult, calculateScenarios } from '#libs/statements/calculation/scenarios.ts';
import { type SimulationEffect, effectOf, profileEffects } from '#libs/statements/calculation/simulation-effect.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { randomParameters } from '#test/reference/random-parameters.ts';
import { chances } from '#test/support/fact-folders.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { SAMPLES } from '#test/support/samples.ts';

const REQUEST = {
  range: { from: quarterFromText('2021-Q1'), to: quarterFromText('2023-Q4') },
  knownOn: dayFromText('2026-09-30'),
};
const WHAT_IFS: readonly ParameterOverrides[] = [
  {},
  { parameters: { quality_max_rate: '1/10', combination: 'ADDITIVE', quality_amount_cents: 500 } },
  { parameters: { presence: 'DAYS' } },
  { parameters: { fidelisation_level: 'PATIENT', fidelisation_min_acts: 1, fidelisation_floor: '1/3' } },
  { overrides: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2022-01-01', value: '1/2' }] },
];
const regulations = WHAT_IFS.map((overrides) => loadRegulation(withOverrides(SHIPPED, overrides)));

let product: Product;
let results: readonly ScenarioResult[];

beforeAll(async () => {
  product = new Product();
  await product.import(join(SAMPLES, 'tiny', 'facts'));
  const [first, ...others] = regulations;
  assert.ok(first !== undefined);
  results = await calculateScenarios(product, REQUEST, [first, ...others]);
});

afterAll(() => product.close());

test('each scenario gives the statements of its own calculation', async () => {
  for (const [i, regulation] of regulations.entries()) {
    const { statements } = await calculateFromAllDossiers(product, { ...REQUEST, regulation });
    expect(results[i]?.statements.map(({ digest }) => digest)).toStrictEqual(statements.map(({ digest }) => digest));
  }
});

test('the sums by profile add up to the sums of the team', () => {
  let compared = 0;
  for (const { sums, profiles } of results) {
    for (const [team, parts] of sums.quarters)
      for (const [quarter, { weightedCents, ownRates }] of parts) {
        const { weightedRates, weightedAtFloor } = ownRates;
        const ofProfiles = profiles.ofQuarter(team, quarter).map(([, amounts]) => amounts);
        const all = [...weightedCents, ...weightedRates, ...weightedAtFloor];
        const added = all.map((_, place) => ofProfiles.reduce((sum, amounts) => sum + (amounts[place] ?? 0n), 0n));
        expect(added).toStrictEqual(all);
        compared += ofProfiles.length;
      }
    for (const [team, parts] of sums.years)
      for (const [year, { patients }] of parts)
        expect(profiles.ofYear(team, year).reduce((sum, [, ofProfile]) => sum + ofProfile, 0)).toBe(patients);
  }
  expect(compared).toBeGreaterThan(200);
});

test('a forfait is shared out whole among the profiles of its patients, and no other part of its statement is', () => {
  const shared = new Set<LineName>(['CAPITATION', 'FIDELISATION', 'LOCAL', 'QUALITY', 'CAP']);
  let compared = 0;
  for (const result of results)
    for (const { statement } of result.statements) {
      const isForfait = statement?.lines.some(({ line }) => line === 'CAPITATION') === true;
      if (statement === null || !isForfait) continue;
      const ofNone = statement.lines.filter(({ line }) => !shared.has(line));
      const cents = centsByProfile(result, statement);
      expect(cents.get(undefined) ?? 0n).toBe(ofNone.reduce((sum, { amountCents }) => sum + amountCents, 0n));
      compared += cents.size;
    }
  expect(compared).toBeGreaterThan(200);
});

test('the amounts by profile add up to the total of every statement', () => {
  let shared = 0;
  for (const result of results)
    for (const { team, period, statement } of result.statements) {
      if (statement === null) continue;
      const parts = centsByProfile(result, statement);
      assert.equal(
        [...parts.values()].reduce((sum, cents) => sum + cents, 0n),
        statement.totalCents,
        `${team} ${period}`,
      );
      shared += parts.size;
    }
  expect(shared).toBeGreaterThan(200);
});

function effects(): readonly SimulationEffect[] {
  const [before, ...after] = results;
  assert.ok(before !== undefined);
  const head = { by: 'Alice', at: '', from: '2021-Q1', to: '2023-Q4', knownOn: '2026-09-30', team: null };
  return after.map((result, i) => ({
    ...head,
    name: `run.${i}`,
    run: 'run',
    scenario: String(i),
    parameters: {},
    overrides: [],
    regulationVersion: before.regulation.version,
    statements: effectOf(before.statements, result.statements),
    profiles: profileEffects(before, result),
  }));
}

test('the effect of each scenario is the same in total, by team or by profile', () => {
  const all = effects();
  const totals = (by: (typeof GROUPINGS)[number]) =>
    all.map(({ name }) => {
      const own = comparedGroups(all, by).filter(({ simulation }) => simulation === name);
      return [
        own.reduce((sum, { beforeCents }) => sum + beforeCents, 0n),
        own.reduce((sum, { afterCents }) => sum + afterCents, 0n),
      ];
    });
  for (const by of GROUPINGS) expect([by, totals(by)]).toStrictEqual([by, totals('total')]);
  expect(new Set(totals('total').map(String)).size).toBe(all.length);
});

test('every group has a row for each simulation, in their order', () => {
  const all = effects();
  for (const by of GROUPINGS) {
    const groups = comparedGroups(all, by);
    expect(groups.map(({ simulation }) => simulation)).toStrictEqual(groups.map((_, i) => all[i % all.length]?.name));
  }
  expect(comparedGroups(all, 'profile').filter(({ group }) => group === null)).toHaveLength(2 * all.length);
});

test('simulations of other ranges, days, teams or versions are not compared', () => {
  const [one, other] = effects();
  assert.ok(one !== undefined && other !== undefined);
  for (const difference of [{ to: '2024-Q1' }, { knownOn: '2025-01-01' }, { team: 'T' }, { regulationVersion: 'x' }])
    expect(() => comparedGroups([one, { ...other, ...difference }], 'team')).toThrow('SIMULATIONS_APART');
});

test('a parameter that concerns no patients changes no sum of patients', async () => {
  const shipped = loadRegulation(SHIPPED);
  const random = randomParameters(SHIPPED.parameters, chances(7));
  const { schemes } = JSON.parse(random) as { schemes: Record<string, Record<string, { values: unknown[] }>> };
  const root = JSON.parse(SHIPPED.parameters) as typeof schemes & { schemes: typeof schemes };
  for (const [scheme, parameters] of Object.entries(schemes))
    for (const [name, parameter] of Object.entries(parameters))
      if (!IS_OF_PATIENTS[name as ParameterName]) Object.assign(root.schemes[scheme] ?? {}, { [name]: parameter });
  const other = loadRegulation({ ...SHIPPED, parameters: JSON.stringify(root) });
  const [ofShipped] = await calculateScenarios(product, REQUEST, [shipped]);
  const { sums } = await calculateFromAllDossiers(product, { ...REQUEST, regulation: other });
  expect(ofShipped?.sums).toStrictEqual(sums);
});
