/** Laws that hold for any facts, on whole datasets of awkward cases. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { IMPORTS } from '#libs/intake/import/imports.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { LISTED_STATEMENTS } from '#libs/statements/listed/listed-statements.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { type Projection, formOf } from '#libs/read-store/projection.ts';
import { writeRandomFacts } from '#test/reference/random-facts.ts';
import { type FactTables, chances, filtered, readFacts, shuffled, writeFacts } from '#test/support/fact-folders.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const ASKED = { from: '2020-Q4', to: '2023-Q4', knownOn: '2026-09-30' };
const SIZE = { patients: 30 };
const ALL_PROJECTIONS: readonly Projection<unknown>[] = [
  DOSSIERS,
  ROSTERS,
  STATEMENTS,
  LISTED_STATEMENTS,
  KNOWN_ACTS,
  IMPORTS,
];

async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const product = new Product();
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

async function imported(product: Product, tables: FactTables) {
  const folder = writeFacts(tables);
  try {
    const summary = await product.import(folder);
    for (const { file, setAside, refused } of summary.files)
      expect([file, setAside, refused]).toStrictEqual([file, 0, undefined]);
    return summary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function randomFacts(seed: number): FactTables {
  const folder = temporaryFolder();
  writeRandomFacts(folder, seed, SIZE);
  const tables = readFacts(folder);
  rmSync(folder, { recursive: true, force: true });
  return tables;
}

/** The calculated statements, without the position up to which the log was read. */
function amounts(statements: readonly CalculatedStatement[]): string[] {
  return statements.map(({ statement }) => canonical(statement)).sort();
}

type Records = readonly Readonly<Record<string, string>>[];

function records(files: Readonly<Record<string, string>>, name: string): Records {
  return parse(files[name] ?? assert.fail(name), { columns: true });
}

/** The sums of a column for each key. */
function totals(
  rows: Records,
  key: (row: Readonly<Record<string, string>>) => string,
  column: string,
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0n) + BigInt(row[column] ?? ''));
  return sums;
}

const period = (row: Readonly<Record<string, string>>): string => `${row['team_id'] ?? ''} ${row['period'] ?? ''}`;

async function calculatedFiles(facts: FactTables): Promise<Record<string, string>> {
  return withProduct(async (product) => {
    await imported(product, facts);
    await product.calculate(ASKED);
    return product.files(ASKED);
  });
}

const filesOf = memoised((seed: number) => calculatedFiles(randomFacts(seed)));

test('the order of the rows changes no byte of any output file', async () => {
  for (const seed of [11, 12]) {
    const chance = chances(seed);
    const other = new Map(
      [...randomFacts(seed)].map(([name, { header, rows }]) => [name, { header, rows: shuffled(rows, chance) }]),
    );
    expect(await calculatedFiles(other)).toStrictEqual(await filesOf(seed));
  }
});

test('imports recorded facts again without effect, in any order and after any other facts', async () => {
  await withProduct(async (product) => {
    const tables = randomFacts(13);
    await imported(product, tables);
    const end = await product.log.end();
    const again = await imported(product, tables);
    expect(await product.log.end()).toBe(end);
    expect(again.files.every(({ read, known, recorded }) => known === read && recorded === 0)).toBe(true);
    const chance = chances(13);
    const reordered = new Map(
      [...tables].map(([name, { header, rows }]) => [name, { header, rows: shuffled(rows, chance) }]),
    );
    const third = await imported(product, reordered);
    expect(third.files.every(({ read, known }) => known === read)).toBe(true);
  });
});

test('records nothing when a calculation is repeated', async () => {
  await withProduct(async (product) => {
    await imported(product, randomFacts(14));
    const first = await product.calculate(ASKED);
    const end = await product.log.end();
    const again = await product.calculate(ASKED);
    expect(await product.log.end()).toBe(end);
    expect(amounts(again)).toStrictEqual(amounts(first));
    await product.calculate({ ...ASKED, team: 'PEPS-1' });
    await product.calculate({ ...ASKED, from: '2021-Q1', to: '2021-Q2' });
    expect(await product.log.end()).toBe(end);
  });
});

test('a rebuilt projection equals the incremental one', async () => {
  await withProduct(async (product) => {
    const tables = randomFacts(15);
    const chance = chances(15);
    const half = new Set([...tables].flatMap(([, { rows }]) => rows.filter(() => chance() < 0.5)));
    await imported(
      product,
      filtered(tables, (file, row) => file === 'teams.csv' || half.has(row)),
    );
    await product.calculate(ASKED);
    await imported(product, tables);
    await product.calculate(ASKED);
    for (const projection of ALL_PROJECTIONS) {
      const contents = async () => {
        const all: (readonly [string, string])[] = [];
        for await (const batch of (await product.readStore.upToDate(projection, product.log)).scan())
          all.push(...batch);
        const form = formOf<unknown>(projection);
        return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => [key, form.read(text)]));
      };
      const live = await contents();
      const status = await product.readStore.rebuild(projection, product.log);
      expect([projection.name, status.processed, status.poison]).toStrictEqual([projection.name, status.stored, 0]);
      assert.deepEqual(await contents(), live, projection.name);
    }
  });
});

const PATIENT_FILES = ['patients.csv', 'coverage.csv', 'declarations.csv', 'acts.csv', 'spending.csv'];

for (const [seed, what, isSplit] of [
  [16, 'facts of patients', (file: string) => PATIENT_FILES.includes(file)],
  [17, 'facts of patients', (file: string) => PATIENT_FILES.includes(file)],
  [18, 'acts alone', (file: string) => file === 'acts.csv'],
  [19, 'facts of every kind', (file: string) => file !== 'teams.csv'],
] as const)
  test(`${what} that come in two parts, with a calculation between, give what all of them at once give (${seed})`, async () => {
    const tables = randomFacts(seed);
    const chance = chances(seed);
    const later = new Set(
      [...tables].flatMap(([name, { rows }]) => (isSplit(name) ? rows.filter(() => chance() < 0.2) : [])),
    );
    await withProduct(async (product) => {
      await imported(
        product,
        filtered(tables, (_, row) => !later.has(row)),
      );
      await product.calculate({ ...ASKED, knownOn: '2024-05-20' });
      await product.calculate(ASKED);
      await imported(
        product,
        filtered(tables, (_, row) => later.has(row)),
      );
      const incremental = await product.calculate(ASKED);
      expect(amounts(incremental)).toStrictEqual(amounts(await product.calculateAfresh(ASKED)));
      const within = { ...ASKED, from: '2021-Q3', to: '2022-Q2' };
      expect(amounts(await product.calculate(within))).toStrictEqual(amounts(await product.calculateAfresh(within)));
      const files = await product.files(ASKED);
      expect(files).toStrictEqual(await calculatedFiles(tables));
    });
  });

test('sums kept from another K give the same as a fresh calculation', async () => {
  await withProduct(async (product) => {
    const tables = randomFacts(20);
    const chance = chances(20);
    const parts = new Map(
      [...tables].flatMap(([, { rows }]) => rows.map((row) => [row, Math.floor(chance() * 4)] as const)),
    );
    await imported(
      product,
      filtered(tables, (file, row) => !PATIENT_FILES.includes(file) || parts.get(row) === 0),
    );
    for (const [part, knownOn] of [
      [1, '2022-06-01'],
      [2, '2022-06-02'],
      [3, '2023-01-01'],
      [3, '2021-07-01'],
    ] as const) {
      await imported(
        product,
        filtered(tables, (file, row) => PATIENT_FILES.includes(file) && parts.get(row) === part),
      );
      const asked = { ...ASKED, knownOn };
      const found = await product.calculate(asked);
      assert.deepEqual(amounts(found), amounts(await product.calculateAfresh(asked)), knownOn);
    }
  });
});

/** Merges two ids into one person, or separates them, as known from the day of the log. */
async function merged({ log }: Product, patient: string, into: string): Promise<void> {
  const on = dayText(dayOfInstant(COMMIT.recordedAt));
  const data = JSON.stringify({ merge: patient, patient, into });
  const event = {
    id: eventId('PatientsMerged', data),
    type: 'PatientsMerged',
    schemaVersion: 1,
    effective: on,
    knownOn: on,
    data,
  };
  await log.append(DUPLICATES_STREAM, [event], 'any', COMMIT);
}

/** The events of the log without calculations, in a store that never calculated. */
async function freshOf<T>({ log }: Product, work: (other: Product) => Promise<T>): Promise<T> {
  return withProduct(async (other) => {
    const entries: { stream: string; event: NewEvent }[] = [];
    for await (const batch of log.read({ after: 0 }))
      for (const { stream, position: _, revision: __, commit: ___, ...event } of batch)
        if (!stream.startsWith('statement-')) entries.push({ stream, event });
    await other.log.record(entries, COMMIT);
    return work(other);
  });
}

test('imports, merges of patients and calculations in any order give no row that a fresh store would not', async () => {
  const tables = randomFacts(41);
  const chance = chances(41);
  const any = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] ?? assert.fail();
  const parts = new Map([...tables].flatMap(([, { rows }]) => rows.map((row) => [row, any([0, 1, 2])] as const)));
  const dealt = [0, 1, 2].map((part) =>
    filtered(tables, (file, row) => (PATIENT_FILES.includes(file) ? parts.get(row) === part : part === 0)),
  );
  await withProduct(async (product) => {
    const patients = [...new Set(tables.get('patients.csv')?.rows.map(([patient = '']) => patient))];
    for (const [step, part] of dealt.entries()) {
      await imported(product, part);
      // No id is merged twice.
      const [into = '', patient = ''] = patients.slice(2 * step, 2 * step + 2);
      if (step > 0) await merged(product, patient, into);
      const anyRange = () => ({ from: any(['2020-Q4', '2021-Q2', '2022-Q1']), to: any(['2022-Q1', '2023-Q4']) });
      const walk = [1, 2, 3].map((_, i) => ({
        ...anyRange(),
        // The last one knows of the merges.
        knownOn:
          i === 2 && step === dealt.length - 1
            ? '2026-12-31'
            : any(['2022-03-31', '2023-06-30', '2026-09-30', '2026-12-31']),
      }));
      for (const asked of walk) await product.calculate(asked);
      const asked = walk.at(-1) ?? assert.fail();
      const fresh = await freshOf(product, async (other) => {
        await other.calculate(asked);
        return other.files(asked);
      });
      assert.deepEqual(await product.files(asked), fresh, `${step} ${JSON.stringify(asked)}`);
    }
  });
});

test('facts recorded later leave an earlier calculation and its entries unchanged, even with an old known_on', async () => {
  const tables = randomFacts(21);
  const chance = chances(21);
  const later = new Set(
    [...tables].flatMap(([name, { rows }]) => (name === 'teams.csv' ? [] : rows.filter(() => chance() < 0.3))),
  );
  await withProduct(async (product) => {
    await imported(
      product,
      filtered(tables, (_, row) => !later.has(row)),
    );
    await product.calculate(ASKED);
    const before = await product.files(ASKED);
    await imported(
      product,
      filtered(tables, (_, row) => later.has(row)),
    );
    expect(await product.files(ASKED)).toStrictEqual(before);
    const other = { ...ASKED, knownOn: '2026-09-29' };
    await product.calculate(other);
    expect(await product.files(ASKED)).toStrictEqual(before);
    expect((await product.files(other))['statements.csv']).not.toStrictEqual(before['statements.csv']);
  });
});

test('lines and instalments add up to the total, and the entries to the act ledger', async () => {
  for (const seed of [11, 12]) {
    const files = await filesOf(seed);
    const expected = totals(records(files, 'statements.csv'), period, 'total_cents');
    expect(expected.size).toBeGreaterThan(20);
    expect(totals(records(files, 'statement_lines.csv'), period, 'amount_cents')).toStrictEqual(expected);
    const due = totals(records(files, 'statement_instalments.csv'), period, 'amount_cents');
    for (const [key, total] of expected) assert.equal(due.get(key) ?? 0n, total, key);

    const line = (row: Readonly<Record<string, string>>): string =>
      ['team_id', 'quarter', 'class', 'reason'].map((column) => row[column] ?? '').join('|');
    const [ledger, entries] = [records(files, 'act_ledger.csv'), records(files, 'act_ledger_entries.csv')];
    for (const column of ['base_cents', 'paid_cents'])
      expect([...totals(entries, line, column)].sort()).toStrictEqual([...totals(ledger, line, column)].sort());
    const counted = totals(
      entries.map((row) => ({ ...row, acts: '1' })),
      line,
      'acts',
    );
    expect([...counted].sort()).toStrictEqual([...totals(ledger, line, 'acts')].sort());
  }
});
