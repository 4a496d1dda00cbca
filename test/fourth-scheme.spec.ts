/**
 * A fourth experiment needs only data: a forfait paid by the month to teams of physiotherapists, a profession that no other scheme pays. It
 * exists only in test/fourth-scheme, is published beside the three others and calculated from files of facts to statements.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fieldChecks } from '#libs/facts/field-checks.ts';
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { REGULATION_STREAM, publications, publishFirst } from '#libs/regulation/publication/published.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { dayText } from '#libs/kernel/day.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import { calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import { isFresh, recalculated } from '#libs/statements/workflow/freshness.ts';
import { required } from '#test/support/enrolment.ts';
import { metaOf } from '#test/support/experiment.ts';
import { publishVersion } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { SAMPLES, calculationOf } from '#test/support/samples.ts';
import { says } from '#test/support/says.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { linesOf, rateOf } from '#test/support/statements.ts';

const HERE = join(import.meta.dirname, 'fourth-scheme');
const SCHEME = 'KINES';

interface SchemeData {
  readonly version: string;
  readonly traits: object;
  readonly text: object;
  readonly parameters: JsonObject;
}

let product: Product;
let statements: ReadonlyMap<string, Statement>;

beforeAll(async () => {
  product = new Product();
  await publishFirst(product.log, SHIPPED, COMMIT);
  const repository = publications(product.log);
  const propose = { type: 'propose', by: metaOf('Alice').by, source: withFourthScheme() } as const;
  await repository.handle(REGULATION_STREAM, { command: propose, meta: metaOf('Alice'), commit: COMMIT });
  await publishVersion(product, { meta: metaOf('Bruno'), commit: COMMIT });
  const { files, warnings } = await product.import(join(HERE, 'facts'));
  expect({ setAside: files.filter(({ setAside }) => setAside > 0), warnings }).toStrictEqual({
    setAside: [],
    warnings: [],
  });
  const made = await product.calculate({ from: '2025-Q1', to: '2025-Q3', knownOn: '2026-03-31' });
  statements = new Map(made.map(({ period, statement }) => [period, required(statement ?? undefined)]));
});

afterAll(() => product.close());

/** The shipped regulation with the scheme beside the others: a person proposes it as the next version. */
function withFourthScheme(): RegulationSource {
  const { version, traits, text, parameters } = JSON.parse(
    readFileSync(join(HERE, 'scheme.json'), 'utf8'),
  ) as SchemeData;
  const shipped = JSON.parse(SHIPPED.parameters) as {
    scheme_traits: object;
    texts: readonly object[];
    schemes: object;
  };
  const [, ...rows] = readFileSync(join(HERE, 'grid.csv'), 'utf8').split('\n');
  return {
    parameters: JSON.stringify({
      ...shipped,
      version,
      scheme_traits: { ...shipped.scheme_traits, [SCHEME]: traits },
      texts: [...shipped.texts, text],
      schemes: { ...shipped.schemes, [SCHEME]: parameters },
    }),
    grids: SHIPPED.grids + rows.join('\n'),
  };
}

function statementOf(period: string): Statement {
  return required(statements.get(period));
}

/** Lines that pay or take something. */
function paid(statement: Statement): string[] {
  return linesOf(statement).filter((line) => !line.endsWith(' 0'));
}

test('pays each patient of a physiotherapist by the days on the list, and takes back the acts that the forfait replaces', () => {
  // 36,000 cents a year without ALD, 54,000 with one, and a quarter more with two; divided by four, and 46 of 91 days for the patient who
  // declared on 16 May: 9,000 + 13,500 + 16,875 + 9,000 × 46/91 = 43,924.45. A tenth more in a poor commune: 48,316.90.
  const statement = statementOf('2025-Q2');
  expect(paid(statement)).toStrictEqual(['CAPITATION 43924', 'LOCAL 4393', 'DOUBLE_PAYMENT -600']);
  expect(statement.totalCents).toBe(47_717n);
  expect(rateOf(statement, 'LOCAL_FACTOR')).toBe('11/10');
});

test('pays the whole amount of each patient who is on the list all the quarter', () => {
  // 9,000 + 13,500 + 16,875 + 9,000 = 48,375; a tenth more: 53,212.5, half a cent away from zero.
  expect(paid(statementOf('2025-Q3'))).toStrictEqual(['CAPITATION 48375', 'LOCAL 4838']);
});

test('pays by the month, the last month with the rest', () => {
  expect(
    statementOf('2025-Q2').instalments.map(({ dueOn, amountCents }) => [dayText(dueOn), amountCents]),
  ).toStrictEqual([
    ['2025-04-30', 15_905n],
    ['2025-05-31', 15_905n],
    ['2025-06-30', 15_907n],
  ]);
});

test('lists the patients who declared a physiotherapist, and not the one who declared a doctor of the team', () => {
  expect(statementOf('2025-Q2').patients).toBe(4);
  expect(
    statementOf('2025-Q2').ledger.map(({ class: ofClass, reason, acts }) => [ofClass, reason, acts]),
  ).toStrictEqual([
    ['FEE_FOR_SERVICE', 'PATIENT_NOT_LISTED', 1],
    ['FEE_FOR_SERVICE', 'PROFESSION_OUT_OF_SCOPE', 1],
    ['SUBSTITUTED', '', 1],
  ]);
});

test('lets the facts of its profession in, which no other scheme names', () => {
  const column = required(MEMBERS.columns.find(({ name }) => name === 'profession'));
  expect(fieldChecks(loadRegulation(withFourthScheme()))(column)('PHYSIO')).toBeUndefined();
  expect(fieldChecks(loadRegulation(SHIPPED))(column)('PHYSIO')?.code).toBe('CODE');
});

test('says that each of its values is assumed, and that it has too few patients and enough professionals', () => {
  const { parameters, flags, text } = statementOf('2025-Q2');
  expect(new Set(parameters.map(({ status }) => status))).toStrictEqual(new Set(['assumed']));
  expect(flags).toStrictEqual(['ELIGIBILITY_PATIENTS', 'NO_FIDELISATION_DATA', 'QUALITY_MISSING']);
  expect(text).toBe('KINES-2025');
});

test('changes no amount of the three others', async () => {
  const { from, to, known_on: knownOn, facts } = calculationOf('tiny');
  await product.import(join(SAMPLES, 'tiny', facts));
  const asked = { from, to, knownOn };
  await product.calculate(asked);
  const files = await product.files(asked);
  for (const file of ['statements.csv', 'statement_lines.csv', 'statement_instalments.csv'])
    expect(files[file]).toBe(readFileSync(join(SAMPLES, 'tiny', 'expected', file), 'utf8'));
});

test('a draft by the version before can be submitted although the facts have teams of a scheme that came later', async () => {
  const { from, to, known_on: knownOn, facts } = calculationOf('tiny');
  const own = new Product();
  await own.import(join(SAMPLES, 'tiny', facts));
  const before = await own.calculate({ from, to, knownOn });
  const pinned = before.map(({ team, period, pin }) => ({ team, period, pin }));
  const propose = { type: 'propose', by: metaOf('Alice').by, source: withFourthScheme() } as const;
  await publications(own.log).handle(REGULATION_STREAM, { command: propose, meta: metaOf('Alice'), commit: COMMIT });
  await publishVersion(own, { meta: metaOf('Bruno'), commit: COMMIT });
  const folder = temporaryFolder();
  const teams = readFileSync(join(HERE, 'facts', 'teams.csv'), 'utf8');
  writeFileSync(join(folder, 'teams.csv'), teams.replaceAll(/2024-12-15$/gm, knownOn));
  const { files } = await own.import(folder);
  expect(files.map(({ setAside }) => setAside)).toStrictEqual([0]);
  const again = await recalculated(own, pinned);
  expect(before.filter((one) => !isFresh(one, one, again))).toStrictEqual([]);
  // As a submission and an approval do, from the log alone.
  const position = await own.log.end();
  const fromLog = await calculatedAtPins(
    { log: own.log },
    pinned.map((one) => ({ ...one, pin: { ...one.pin, position } })),
  );
  expect(fromLog.map(({ digest }) => digest)).toStrictEqual(before.map(({ digest }) => digest));
  await own.close();
});

test('is refused whole if a value is missing', () => {
  const source = withFourthScheme();
  const root = JSON.parse(source.parameters) as { schemes: Record<string, object> };
  const { instalments: _, ...rest } = root.schemes[SCHEME] as JsonObject;
  root.schemes[SCHEME] = rest;
  assert.throws(
    () => loadRegulation({ ...source, parameters: JSON.stringify(root) }),
    says(/schemes\.KINES\.instalments : doit être présent/),
  );
});
