/**
 * A row that names an erased patient is set aside without its content, also if it has other faults; so is a name in clear that names a
 * patient.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { IMPORT_BATCH, type ReadRow } from '#libs/intake/reading/read-row.ts';
import { withoutErasedFact } from '#libs/intake/recording/erased-now.ts';
import { mendingTable } from '#libs/intake/mending.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { patientStream } from '#libs/event-store/sealed/sealed-names.ts';
import { Threads } from '#libs/threads/threads.ts';
import { COMMIT } from '#test/support/commit.ts';
import { factRecorderOf } from '#test/support/fact-recorder.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const ERASED = 'P0000008';
const PATIENTS = 'patient_id,birth_date,sex,died_on,known_on';
const GOOD = ['1950-03-17', 'F', '', '2021-01-01'];

test('keeps no part of a row that names an erased patient, with too few fields, another separator or in another column', async () => {
  const product = Product.sealed();
  const { keys } = product.log;
  await keys?.ensured([`patient/${ERASED}`]);
  await keys?.destroy([keys.referenceOf(`patient/${ERASED}`)], '2021-01-01T00:00:00.000Z');
  const folder = join(product.folder, 'facts');
  mkdirSync(folder);
  const rows = [
    `${ERASED},1950-03-17,F`,
    ...[';', '|', '\t'].map((separator) => [ERASED, ...GOOD].join(separator)),
    `"${ERASED}";1950-03-17`.replaceAll('"', '""').replace(/.*/, '"$&"'),
    `P1,${ERASED},F,,2021-01-01`,
    `${ERASED.toLowerCase()},1950-03-17,F`,
    [`\u00a0${ERASED} `, ...GOOD].join(','),
    ['Ｐ０００００08\u200b', ...GOOD].join(','),
    'P2,1950-03-17,F',
  ];
  writeFileSync(join(folder, 'patients.csv'), [PATIENTS, ...rows, ''].join('\n'));
  await product.import(folder);
  const kept: unknown[] = [];
  for await (const batch of product.log.read({ after: 0, categories: ['import'] }))
    for (const { type, data } of batch) {
      if (type !== 'RowSetAside') continue;
      expect(data).not.toMatch(/p0000008|０/i);
      const { code, row } = JSON.parse(data) as { code: string; row: string };
      kept.push([code, row]);
    }
  const erased = Array.from({ length: rows.length - 1 }, () => ['ERASED', '']);
  expect(kept).toStrictEqual([...erased, ['COLUMN_COUNT', 'P2,1950-03-17,F']]);
  await product.close();
});

const TEAMS = 'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on';

function named(team: string, name: string): string {
  return `${team},2020-01-01,${name},PEPS,ALL,GP,MSP,010000024,38185,2020-01-02`;
}

test('sets aside a name in clear that has the id of a patient, and keeps no part of the row', async () => {
  const product = Product.sealed();
  await product.log.keys?.ensured(['patient/P0000001']);
  const folder = join(product.folder, 'facts');
  mkdirSync(folder);
  const rows = [
    named('A', 'Centre a-P0000001'),
    named('B', 'Centre 2020'),
    named('C', 'Centre P0000002'),
    named('D', 'Ｐ００００００１'),
  ];
  writeFileSync(join(folder, 'teams.csv'), [TEAMS, ...rows, ''].join('\n'));
  const [summary] = (await product.import(folder)).files;
  expect(summary).toMatchObject({ recorded: 2, setAside: 2, reasons: [{ code: 'IDENTIFIER', column: 'name' }] });
  const kept: string[] = [];
  for await (const batch of product.log.read({ after: 0 })) for (const { data } of batch) kept.push(data);
  expect(kept.filter((data) => data.includes('P0000001'))).toStrictEqual([]);
  await product.close();
});

test('a row without kept content names the remedy in the file to mend, and quotes no text', () => {
  const said = { file: 'teams.csv', sha256: '', state: 'OPEN', reason: null, message: 'name : ôtez-le.' } as const;
  const { table } = mendingTable(factKindOf('teams'), [
    { ...said, import: 'import-1', line: 2, code: 'IDENTIFIER', row: '', fields: [] },
    { ...said, import: 'import-1', line: 3, code: 'COLUMN_COUNT', row: 'T1,2020', fields: [] },
  ]);
  const toDo = table[0]?.indexOf('a_faire') ?? -1;
  expect(table.slice(1).map((row) => row[toDo])).toStrictEqual(['name : ôtez-le.', 'name : ôtez-le. (T1,2020)']);
});

test('members of a team whose row is set aside for its name belong to an unknown team', async () => {
  const product = Product.sealed();
  await product.log.keys?.ensured(['patient/P0000001']);
  const folder = join(product.folder, 'facts');
  mkdirSync(folder);
  writeFileSync(join(folder, 'teams.csv'), [TEAMS, named('A', 'MSP P0000001'), named('B', 'MSP'), ''].join('\n'));
  const members = ['A', 'B'].map((team) => `${team},10000002757,GP,2020-01-01,,2019-12-05`);
  writeFileSync(
    join(folder, 'members.csv'),
    ['team_id,rpps,profession,from,until,known_on', ...members, ''].join('\n'),
  );
  const { files } = await product.import(folder);
  expect(files.find(({ file }) => file === 'members.csv')).toMatchObject({
    recorded: 1,
    setAside: 1,
    reasons: [{ code: 'UNKNOWN_TEAM' }],
  });
  await product.close();
});

test('a row that is recorded is known, in a file as over HTTP, also once somebody has the pseudonym that it has', async () => {
  const product = Product.sealed();
  const folder = join(product.folder, 'facts');
  mkdirSync(folder);
  const row = named('A', 'MSP 75019 Paris');
  writeFileSync(join(folder, 'teams.csv'), [TEAMS, row, ''].join('\n'));
  expect((await product.import(folder)).files).toMatchObject([{ recorded: 1 }]);
  await product.log.keys?.ensured(['patient/75019']);
  expect((await product.import(folder)).files).toMatchObject([{ recorded: 0, known: 1, setAside: 0 }]);
  const recorder = await factRecorderOf(product);
  const record = (fields: string) => recorder.record({ kind: 'teams', fields: fields.split(','), commit: COMMIT });
  await expect(record(row)).resolves.toMatchObject({ known: true });
  await expect(record(named('B', 'MSP 75019 Paris'))).rejects.toThrow(InvalidFact);
  await recorder.close();
  await product.close();
});

/** Writes a file of patients, of whom one is to be erased. */
async function fileWith(product: Product, others: number) {
  const { keys } = product.log;
  await keys?.ensured([`patient/${ERASED}`]);
  const folder = join(product.folder, 'facts');
  mkdirSync(folder);
  const ids = Array.from({ length: others }, (_, i) => `P1${String(i).padStart(6, '0')}`);
  const rows = [...ids, ERASED, 'P2'].map((id) => [id, ...GOOD].join(','));
  writeFileSync(join(folder, 'patients.csv'), [PATIENTS, ...rows, ''].join('\n'));
  const erase = (): void | Promise<void> =>
    keys?.destroy([keys.referenceOf(`patient/${ERASED}`)], '2021-01-01T00:00:00.000Z');
  return { folder, erase, read: rows.length };
}

test('an import goes on when a patient in its file is erased between two batches', async () => {
  const product = Product.sealed();
  const { folder, erase, read } = await fileWith(product, IMPORT_BATCH);
  let turns = 0;
  const giveTurn = async (): Promise<boolean> => {
    if (++turns === 1) await erase();
    return false;
  };
  const { files } = await product.import(folder, { giveTurn });
  expect(turns).toBe(2);
  expect(files).toMatchObject([{ read, recorded: read - 1, setAside: 1 }]);
  await product.close();
});

test.each([1, 2])(
  'so it does, on %s threads, when that patient is erased while the rows are recorded',
  async (count) => {
    const product = Product.sealed();
    const { folder, erase, read } = await fileWith(product, 5);
    const recorder = await LogRecorder.of(product);
    let isFirst = true;
    const record: LogRecorder['record'] = async (...given) => {
      if (isFirst) await erase();
      isFirst = false;
      return recorder.record(...given);
    };
    const threads = new Threads({ count, eventsMin: 0 });
    const { files } = await product.import(folder, { recorder: withOwn(recorder, { record }), threads });
    expect(files).toMatchObject([{ read, recorded: read - 1, setAside: 1, reasons: [{ code: 'ERASED' }] }]);
    const again = await product.import(folder);
    expect(again.files).toMatchObject([{ read, recorded: 0, known: read - 1 }]);
    await threads.close();
    await product.close();
  },
);

test('the row of a patient who is there is not parsed again to see that', () => {
  const parsed = (): never => assert.fail('parsed');
  const stream = patientStream('P1');
  const row = Object.defineProperties({ fact: { stream } } as unknown as ReadRow, {
    row: { get: parsed },
    fields: { get: parsed },
  });
  const isErased = (patient: string): boolean => patient === ERASED;
  expect(withoutErasedFact(factKindOf('patients'), isErased)(row)).toBe(row);
});

test('a fact beside one of a patient who was just erased is recorded', async () => {
  const product = Product.sealed();
  const { keys } = product.log;
  await keys?.ensured([`patient/${ERASED}`]);
  const recorder = await factRecorderOf(product);
  const record = (patient: string) => recorder.record({ kind: 'patients', fields: [patient, ...GOOD], commit: COMMIT });
  await record('P1');
  await keys?.destroy([keys.referenceOf(`patient/${ERASED}`)], '2021-01-01T00:00:00.000Z');
  const both = [record(ERASED), record('P2')];
  await expect(both[0]).rejects.toThrow(InvalidFact);
  await expect(both[1]).resolves.toMatchObject({ known: false });
  await recorder.close();
  await product.close();
});

test('so it is when that patient is erased while both are recorded', async () => {
  const product = Product.sealed();
  const { keys } = product.log;
  await keys?.ensured([`patient/${ERASED}`]);
  let isFirst = true;
  const recordEach: Product['log']['recordEach'] = async (...given) => {
    if (isFirst) await keys?.destroy([keys.referenceOf(`patient/${ERASED}`)], '2021-01-01T00:00:00.000Z');
    isFirst = false;
    return product.log.recordEach(...given);
  };
  const recorder = await factRecorderOf(product, withOwn(product.log, { recordEach }));
  const record = (patient: string) => recorder.record({ kind: 'patients', fields: [patient, ...GOOD], commit: COMMIT });
  const both = [record(ERASED), record('P2')];
  await expect(both[0]).rejects.toThrow(InvalidFact);
  await expect(both[1]).resolves.toMatchObject({ known: false });
  await recorder.close();
  await product.close();
});
