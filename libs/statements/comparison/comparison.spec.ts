/** A team under several schemes, on its own history. The facts come from the sample `tiny`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { dayFromText, firstDayOf, quarterFromText } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withProspectiveSchemes } from '#libs/regulation/prospective-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores, ServedStores } from '#libs/runtime/stores.module.ts';
import { BY_THE_ACT, type ComparedScheme } from '#libs/statements/comparison/comparison.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import {
  type ComparedTeam,
  type ComparisonAsked,
  CompareSchemes,
  CompareSchemesHandler,
} from '#libs/statements/queries/compare-schemes.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { required } from '#test/support/enrolment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { SAMPLES } from '#test/support/samples.ts';

const RANGE = { from: quarterFromText('2021-Q1'), to: quarterFromText('2023-Q4') };
const ASKED: ComparisonAsked = {
  knownOn: dayFromText('2026-09-30'),
  range: RANGE,
  schemes: ['PEPS', 'PRIMORDIAL', 'FORFAIT_EQUIPE', 'IPEP', BY_THE_ACT],
};

let product: Product;
let handler: CompareSchemesHandler;
let compared: ComparedTeam;

beforeAll(async () => {
  product = new Product();
  await product.import(join(SAMPLES, 'tiny', 'facts'));
  const stores = ServedStores.broughtUp(new Stores(product.log, product.readStore));
  handler = new CompareSchemesHandler(stores, new RegulationInForce(product.log, () => COMMIT));
  compared = await handler.execute(new CompareSchemes('PEPS-01', ASKED));
});

afterAll(() => product.close());

function under(scheme: string): ComparedScheme {
  return required(compared.schemes.find((one) => one.scheme === scheme));
}

test('under its own scheme a team gets the amounts of its statements, without credits and acts taken back', async () => {
  const made = await product.calculateAfresh({ from: '2021-Q1', to: '2023-Q4', knownOn: '2026-09-30' });
  const statements = made.flatMap(({ team, statement }): Statement[] =>
    team === 'PEPS-01' && statement !== null ? [statement] : [],
  );
  expect(statements).toHaveLength(12);
  expect(under('PEPS').quarters.map(({ quarter, schemeCents }) => [quarter, schemeCents])).toStrictEqual(
    statements.map(({ period, lines, totalCents }) => {
      const leftOut = lines.filter(({ line }) => line === 'STARTUP_CREDIT' || line === 'DOUBLE_PAYMENT');
      return [period, leftOut.reduce((sum, { amountCents }) => sum - amountCents, totalCents)];
    }),
  );
});

test('by the act a team gets the acts that the forfait replaces and those that it does not', async () => {
  const made = await product.calculateAfresh({ from: '2021-Q1', to: '2023-Q4', knownOn: '2026-09-30' });
  let replaced = 0n;
  for (const [i, { quarter, actsCents }] of under('PEPS').quarters.entries()) {
    const statement = made.find(({ team, period }) => team === 'PEPS-01' && period === quarter)?.statement;
    const lines = statement?.ledger.filter((one) => one.class === 'SUBSTITUTED') ?? [];
    const substituted = lines.reduce((sum, { baseCents }) => sum + baseCents, 0n);
    replaced += substituted;
    expect(under(BY_THE_ACT).quarters[i]).toMatchObject({ schemeCents: 0n, actsCents: actsCents + substituted });
  }
  expect(replaced).toBeGreaterThan(0n);
});

test('the projection pays 90 euros a patient and year in advance, and settles it against the days on the list', () => {
  const { quarters, isProjection, parameters } = under('FORFAIT_EQUIPE');
  const ofFirstDay = under('PEPS').quarters;
  expect(isProjection).toBe(true);
  for (const [i, { advanceCents }] of quarters.entries())
    expect(advanceCents).toBe(BigInt(ofFirstDay[i]?.patients ?? 0) * 2250n);
  expect(quarters.some(({ advanceCents, schemeCents }) => advanceCents !== schemeCents)).toBe(true);
  expect(new Set(parameters.map(({ status }) => status))).toStrictEqual(new Set(['assumed']));
});

test('a yearly payment counts at the end of each year, in addition to all acts', () => {
  const paid = under('IPEP').quarters.filter(({ schemeCents }) => schemeCents !== 0n);
  expect(paid.every(({ quarter }) => quarter.endsWith('Q4'))).toBe(true);
  expect(under('IPEP').quarters.map(({ actsCents }) => actsCents)).toStrictEqual(
    under(BY_THE_ACT).quarters.map(({ actsCents }) => actsCents),
  );
});

test('totals count the quarters that every scheme has, and say when a scheme lacks one', async () => {
  const whole = await handler.execute(
    new CompareSchemes('PEPS-01', { ...ASKED, range: { ...RANGE, from: quarterFromText('2020-Q1') } }),
  );
  expect(whole.common[0]).toBe('2021-Q1');
  const primordial = required(whole.schemes.find(({ scheme }) => scheme === 'PRIMORDIAL'));
  expect(primordial.quarters.slice(0, 4).map(({ totalCents }) => totalCents)).toStrictEqual([null, null, null, null]);
  expect(whole.assumptions).toContainEqual(
    expect.objectContaining({ code: 'NOT_BEFORE_TEXT', scheme: 'PRIMORDIAL', first: '2020-10-31' }),
  );
  for (const { scheme, totalCents } of compared.schemes)
    expect(whole.schemes.find((one) => one.scheme === scheme)?.totalCents).toBe(totalCents);
});

test('a yearly payment is in the totals beside all four quarters of its year, or not at all', async () => {
  // PRIMORDIAL begins in the middle of 2022: no total has the first half of the year.
  const source = { ...SHIPPED, parameters: SHIPPED.parameters.replace('"2020-10-31"', '"2022-06-30"') };
  const regulation = loadRegulation(source);
  const inForce = { current: async () => ({ source, regulation }) } as unknown as RegulationInForce;
  const stores = ServedStores.broughtUp(new Stores(product.log, product.readStore));
  const found = await new CompareSchemesHandler(stores, inForce).execute(new CompareSchemes('PEPS-01', ASKED));
  expect(found.common[0]).toBe('2022-Q3');
  const yearly = required(found.schemes.find(({ scheme }) => scheme === 'IPEP'));
  const paid = (from: string) =>
    yearly.quarters.filter(({ quarter }) => quarter >= from).reduce((sum, one) => sum + (one.schemeCents ?? 0n), 0n);
  expect(yearly.schemeCents).toBe(paid('2023-Q1'));
  expect(paid('2022-Q3')).not.toBe(paid('2023-Q1'));
  expect(found.assumptions).toContainEqual({ code: 'YEARS_NOT_WHOLE', scheme: 'IPEP', years: [2021, 2022] });
});

test('a quarter with acts still missing is shown, and is in no total', async () => {
  const range = { from: quarterFromText('2022-Q1'), to: quarterFromText('2022-Q4') };
  const asked = { ...ASKED, range, schemes: ['PEPS', BY_THE_ACT] };
  const whole = await handler.execute(new CompareSchemes('PEPS-01', asked));
  expect(whole.toCome).toStrictEqual([]);
  // On that day the acts of the last months had not come yet.
  const early = await handler.execute(new CompareSchemes('PEPS-01', { ...asked, knownOn: dayFromText('2022-11-15') }));
  expect(early.toCome).toStrictEqual(['2022-Q4']);
  expect(early.common).toStrictEqual(['2022-Q1', '2022-Q2', '2022-Q3']);
  expect(early.assumptions).toContainEqual({ code: 'ACTS_TO_COME', quarters: ['2022-Q4'] });
  const [peps] = early.schemes;
  expect(peps?.quarters).toHaveLength(4);
  const counted = peps?.quarters.slice(0, 3).reduce((sum, { totalCents }) => sum + (totalCents ?? 0n), 0n);
  expect(peps?.totalCents).toBe(counted);
});

test('a team that is not in yet is compared as if its members had been together before', async () => {
  // The last doctor of the team joined in the first quarter.
  const range = { from: quarterFromText('2022-Q2'), to: quarterFromText('2022-Q4') };
  const asked = { ...ASKED, range, schemes: ['PRIMORDIAL', BY_THE_ACT] };
  const team = await handler.execute(new CompareSchemes('PRIM-01', asked));
  const documents = await rosterDocuments(await product.projections.documents(ROSTERS));
  const known = required(documents.teams.find((one) => one.team === 'PRIM-01'));
  const from = dayFromText('2026-09-01');
  const candidate = {
    ...known,
    phases: [],
    rows: known.rows.slice(-1).map((row) => ({ ...row, from })),
    members: known.members.map((member) => ({ ...member, from })),
  };
  const asCandidate = await handler.execute(new CompareSchemes(candidate, asked));
  expect(asCandidate.assumptions).toContainEqual({ code: 'MEMBERS_FROM_THE_START' });
  expect(asCandidate.schemes.map(({ schemeCents, actsCents }) => [schemeCents, actsCents])).toStrictEqual(
    team.schemes.map(({ schemeCents, actsCents }) => [schemeCents, actsCents]),
  );
  expect(asCandidate.schemes[0]?.schemeCents).toBeGreaterThan(0n);
});

test('the quarters of another option or scope are named: they count under the latest, unless a person asks for one', async () => {
  const documents = await rosterDocuments(await product.projections.documents(ROSTERS));
  const known = required(documents.teams.find((one) => one.team === 'PEPS-01'));
  const row = required(known.rows.at(-1));
  const changed = {
    ...known,
    rows: [
      { ...row, scope: 'GP+NURSE' },
      { ...row, from: firstDayOf(quarterFromText('2021-Q3')) },
    ],
  };
  const asked = { ...ASKED, range: { from: quarterFromText('2021-Q1'), to: quarterFromText('2021-Q4') } };
  const codes = async (wished: Partial<ComparisonAsked>): Promise<unknown> =>
    (await handler.execute(new CompareSchemes(changed, { ...asked, ...wished }))).assumptions.filter(
      ({ code }) => code === 'LATEST_TERMS',
    );
  expect(await codes({})).toStrictEqual([{ code: 'LATEST_TERMS', quarters: ['2021-Q1', '2021-Q2'] }]);
  expect(await codes({ scope: 'GP' })).toStrictEqual([]);
});

test('a scheme that no version names, a range without quarters and an unknown team are refused', async () => {
  const refusal = async (team: string, asked: ComparisonAsked): Promise<unknown> =>
    handler.execute(new CompareSchemes(team, asked)).then(
      () => undefined,
      (error: unknown) => (error as { code?: string }).code,
    );
  expect(await refusal('PEPS-01', { ...ASKED, schemes: ['EDEN'] })).toBe('SCHEME_NOT_COMPARED');
  expect(await refusal('PEPS-01', { ...ASKED, range: { from: RANGE.to, to: RANGE.from } })).toBe('NOTHING_TO_COMPARE');
  expect(await refusal('PEPS-01', { ...ASKED, range: { from: RANGE.from - 40, to: RANGE.to } })).toBe(
    'TOO_MANY_QUARTERS_COMPARED',
  );
  expect(await refusal('NO-SUCH', ASKED)).toBe('NO_SUCH_TEAM');
});

test('the prospective scheme is data beside the version in force, with all parameters assumed since before the experiments', () => {
  const regulation = loadRegulation(withProspectiveSchemes(SHIPPED));
  const scheme = required(regulation.schemes.get('FORFAIT_EQUIPE'));
  expect(scheme.isProjection).toBe(true);
  expect([...regulation.schemes.values()].filter(({ isProjection }) => isProjection)).toHaveLength(1);
  for (const [name, values] of scheme.parameters)
    for (const { status, reference } of values) assert.ok(status === 'assumed' && reference !== '', name);
  expect(scheme.texts[0]?.from).toBeLessThan(firstDayOf(quarterFromText('2019-Q3')));
  expect(withProspectiveSchemes(withProspectiveSchemes(SHIPPED)).grids).toBe(withProspectiveSchemes(SHIPPED).grids);
});
