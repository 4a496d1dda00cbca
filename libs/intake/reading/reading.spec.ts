/** Rows that another thread reads: the same log and the same answers as from one thread alone. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { NOBODY } from '#libs/event-store/sealed/erased-patients.ts';
import { checkFile } from '#libs/intake/csv/fact-csv.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { readElsewhere } from '#libs/intake/reading/rows-elsewhere.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { type SharedWork, Threads } from '#libs/threads/threads.ts';
import { Product, SHIPPED, temporaryFolder } from '#test/support/product.ts';

const ACTS = 10_500;
const DYING = fileURLToPath(new URL('../../../test/support/threads/dying-rows.ts', import.meta.url));

const folder = temporaryFolder();
const facts = join(folder, 'facts');
const twoThreads = new Threads({ count: 2, eventsMin: 0 });

let one: readonly Imported[];
beforeAll(async () => {
  mkdirSync(facts);
  const write = (name: string, ...lines: readonly string[]): void => {
    writeFileSync(join(facts, `${name}.csv`), `${lines.join('\n')}\n`);
  };
  write(
    'patients',
    'patient_id;birth_date;sex;died_on;known_on',
    ...[
      'P1;17/03/1950;F;;01/01/2021',
      'P2;18/03/1850;M;;02/01/2021',
      'P3;"1950";F;;01/01/2021',
      'ERASED;1/2/1950;F;;01/01/2021',
    ],
    ...['"P4";20/03/1900;F;;01/01/2021', 'P5;17/03/1950;F', ''],
  );
  const act = (
    id: string,
    patient: string,
    more: { readonly code?: string; readonly reverses?: string } = {},
  ): string => {
    const { code = '1110', reverses = '' } = more;
    const [quantity, cents] = reverses === '' ? ['1', '2500'] : ['-1', '-2500'];
    return `${id},${patient},18900033038,GP,${code},${quantity},2021-01-05,${cents},0,,${reverses},2021-02-05`;
  };
  write(
    'acts',
    'act_id,patient_id,executant_rpps,profession,act_code,quantity,care_on,base_cents,paid_cents,qualifier,reverses,known_on',
    ...Array.from({ length: ACTS }, (_, i) => act(`A${i}`, `P${Math.floor(i / 8)}`)),
    // Taken twice, recorded twice, cancelled, cancelled otherwise, of nobody, by a wrong number, with a line break.
    ...[
      act('A1', 'P9'),
      act('A2', 'P0'),
      act('R3', 'P0', { reverses: 'A3' }),
      act('R4', 'P0', { reverses: 'A4', code: '1111' }),
    ],
    ...[act('B1', 'ERASED'), act('B2', 'P1').replace('18900033038', '18900033039'), act('"B\n3"', 'P1'), act('B4', '')],
  );
  one = await imported({}, {});
});
afterAll(async () => {
  await twoThreads.close();
  rmSync(folder, { recursive: true });
});

interface Imported {
  readonly summary: ImportSummary;
  readonly events: readonly RecordedEvent[];
}

/** One import after the other into one log that is sealed, in which a patient was erased. */
async function imported(...runs: readonly Partial<ImportSettings>[]): Promise<Imported[]> {
  const product = Product.sealed();
  const { keys } = product.log;
  await keys?.ensured(['patient/ERASED']);
  await keys?.destroy([keys.referenceOf('patient/ERASED')], '2021-01-01T00:00:00.000Z');
  const found: Imported[] = [];
  for (const run of runs) {
    const summary = await product.import(facts, run).catch((error: unknown) => error as ImportSummary);
    const events: RecordedEvent[] = [];
    for await (const batch of product.log.read({ after: 0 })) events.push(...batch);
    found.push({ summary, events });
  }
  await product.close();
  return found;
}

/** Throws in the middle of the acts. */
const STOPPED: Partial<ImportSettings> = {
  threads: twoThreads,
  onProgress: (file, bytes, total) => {
    if (file === 'acts.csv' && bytes < total) throw new Error('stopped');
  },
};

test('a log is the same to the byte from one thread and from two, with the same summary, also when an import is repeated', async () => {
  const two = await imported({ threads: twoThreads }, { threads: twoThreads });
  expect(two.map(({ summary }) => summary)).toStrictEqual(one.map(({ summary }) => summary));
  expect(two.map(({ events }) => events)).toStrictEqual(one.map(({ events }) => events));
  const [acts] = one[0]?.summary.files.filter(({ file }) => file === 'acts.csv') ?? [];
  expect(acts).toMatchObject({ read: ACTS + 8, setAside: 5, known: 1 });
  expect(one[0]?.summary.warningCounts).toMatchObject({ RPPS_KEY: 1, IMPLAUSIBLE_VALUE: 1 });
});

test('an import that was stopped between two batches is finished by the next one', async () => {
  const [whole] = one;
  const [stopped, finished] = await imported(STOPPED, { threads: twoThreads });
  expect(stopped?.summary).toStrictEqual(new Error('stopped'));
  const idsOf = (of: Imported | undefined) =>
    of?.events.filter(({ stream }) => stream.startsWith('patient-')).map(({ id }) => id);
  expect(stopped?.events.length).toBeLessThan(ACTS);
  expect(idsOf(finished)).toStrictEqual(idsOf(whole));
});

test('a thread that dies is an error; nothing of its file is lost for the next import', async () => {
  const dying = {
    isWorthwhile: () => true,
    share: (work: SharedWork<unknown, unknown>) => twoThreads.share({ ...work, module: DYING }),
  } as unknown as Threads;
  const [whole] = one;
  const [dead, finished] = await imported({ threads: dying }, { threads: twoThreads });
  expect((dead?.summary as unknown as Error | undefined)?.message).toMatch(/ended with code 9/);
  expect(finished?.events.length).toBe(whole?.events.length);
});

test('a file that is changed after it was checked is refused as with one thread', async () => {
  const onRead = (file: string): void => {
    appendFileSync(join(facts, file), 'P9;17/03/1950;F;;01/01/2021\n');
  };
  const refused = await Promise.all([{ onRead }, { onRead, threads: twoThreads }].map((run) => imported(run)));
  const [one, two] = refused.map(([of]) => of?.summary.files[0]?.refused);
  expect(two).toBe(one);
  expect(two).toMatch(/patients.csv/);
});

test('keys that were moved are refused in the thread that seals with the same sentence, which says where they are', async () => {
  const product = Product.sealed();
  const path = join(product.folder, 'keys.db');
  const keys = new SqlitePatientKeys(path, new KeyFile(join(product.folder, 'patients.key')), true);
  await keys.moveInto(() => Promise.resolve());
  await keys.close();
  const kind = factKindOf('patients');
  const checked = await checkFile(join(facts, 'patients.csv'), kind);
  const { sealedElsewhere } = product.log;
  const file = { kind, checked, regulation: loadRegulation(SHIPPED), day: '2021-01-01', isErased: NOBODY };
  const refused = await readElsewhere(twoThreads, { ...file, sealedElsewhere }, () => Promise.resolve()).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ name: 'KeysUnusable', code: 'KEYS_MOVED', data: { path } });
  await product.close();
});
