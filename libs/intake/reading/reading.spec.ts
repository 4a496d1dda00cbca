/** Rows that another thread reads: the same log and the same answers as with one thread. */
import { hash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { verifyLog } from '#libs/audit/verify.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { disclosureOf } from '#libs/event-store/sealed/disclosure.ts';
import { PatientRows } from '#libs/event-store/sealed/patient-rows.ts';
import { NOBODY } from '#libs/event-store/sealed/erased-patients.ts';
import { checkFile } from '#libs/intake/csv/fact-csv.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { RowsElsewhere } from '#libs/intake/reading/rows-elsewhere.ts';
import { type RowsResult, type RowsTask, begin } from '#libs/intake/reading/rows-thread.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import type { Assistant, AssistantWork } from '#libs/threads/assistant.ts';
import { Threads } from '#libs/threads/threads.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

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
    // An act sent twice, recorded twice, cancelled, cancelled with other fields, of an unknown patient, by a wrong number, with a line
    // break.
    ...[
      act('A1', 'P9'),
      act('A2', 'P0'),
      act('R3', 'P0', { reverses: 'A3' }),
      act('R4', 'P0', { reverses: 'A4', code: '1111' }),
    ],
    ...[act('B1', 'ERASED'), act('B2', 'P1').replace('18900033038', '18900033039'), act('"B\n3"', 'P1'), act('B4', '')],
  );
  // An amount that is withdrawn, and one that was never there.
  write(
    'spending',
    'patient_id,year,amount_cents,known_on',
    'P1,2019,100,2021-01-02',
    'P1,2019,,2021-01-03',
    'P2,2019,,2021-01-03',
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

type Between = (product: Product) => void | Promise<void>;

/** Runs imports one after the other, or actions between two of them, on one sealed log in which a patient was erased. */
async function imported(...runs: readonly (Partial<ImportSettings> | Between)[]): Promise<Imported[]> {
  const product = Product.sealed();
  const { keys } = product.log;
  await keys?.ensured(['patient/ERASED']);
  await keys?.destroy([keys.referenceOf('patient/ERASED')], '2021-01-01T00:00:00.000Z');
  const found: Imported[] = [];
  for (const run of runs) {
    if (typeof run === 'function') {
      await run(product);
      continue;
    }
    const summary = await product.import(facts, run).catch((error: unknown) => error as ImportSummary);
    const events: RecordedEvent[] = [];
    for await (const batch of product.log.read({ after: 0 })) events.push(...batch);
    found.push({ summary, events });
  }
  await product.close();
  return found;
}

type RowsAssistant = Assistant<RowsTask, RowsResult>;

/** Threads that pass requests to their assistant in this way. */
function asked(ask: (of: RowsAssistant, task: RowsTask) => Promise<RowsResult>): Threads {
  const assistant = (work: AssistantWork): Pick<RowsAssistant, 'ask' | 'end' | 'stop'> => {
    const of = twoThreads.assistant<RowsTask, RowsResult>(work);
    return { ask: (task) => ask(of, task), end: () => of.end(), stop: () => of.stop() };
  };
  return { isWorthwhile: () => true, assistant } as unknown as Threads;
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
  expect(one[0]?.summary.warningCounts).toMatchObject({ RPPS_KEY: 1, IMPLAUSIBLE_VALUE: 1, WITHDRAWS_NOTHING: 1 });
  expect(one[0]?.summary.warnings).toContainEqual(expect.objectContaining({ code: 'WITHDRAWS_NOTHING', line: 4 }));
});

test('if the reading thread seals the rows of the log, the events are the same, and the log verifies', async () => {
  const [ahead, here] = [jest.spyOn(PatientRows.prototype, 'sealedAhead'), jest.spyOn(PatientRows.prototype, 'seal')];
  const [two] = await imported({ threads: twoThreads }, async ({ folder: data, log: { keys } }) => {
    const stored = new SqliteStoredEvents(join(data, 'events.db'));
    expect((await verifyLog(stored)).misfits).toStrictEqual([]);
    const rows = keys && disclosureOf(keys).rows;
    let opened = 0;
    for await (const batch of stored.events())
      for (const { sealed } of batch) if (rows !== undefined && sealed?.opened(rows) !== undefined) opened++;
    expect(opened).toBeGreaterThan(ACTS);
    await stored.close();
  });
  expect(two).toStrictEqual(one[0]);
  // Each patient has a row or two; those with a set-aside row, or with acts in two messages, are sealed during recording.
  expect(ahead.mock.calls.length).toBeGreaterThan(ACTS / 8 / 4);
  expect(here.mock.calls.length).toBeGreaterThan(0);
  jest.restoreAllMocks();
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

test('a thread that dies is an error; the next import finds its whole file', async () => {
  const dying = {
    isWorthwhile: () => true,
    assistant: (work: AssistantWork) => twoThreads.assistant({ ...work, module: DYING }),
  } as unknown as Threads;
  const [whole] = one;
  const [dead, finished] = await imported({ threads: dying }, { threads: twoThreads });
  expect((dead?.summary as unknown as Error | undefined)?.message).toMatch(/ended with code 9/);
  expect(finished?.events.length).toBe(whole?.events.length);
});

test('a file that is changed after it was checked is refused as with one thread, and the next ones are read', async () => {
  const change = (file: string): void => {
    appendFileSync(join(facts, file), 'P9;17/03/1950;F;;01/01/2021\n');
  };
  const threads = asked((of, task) => {
    if (task.do === 'open' && task.kind === 'patients') change('patients.csv');
    return of.ask(task);
  });
  const [one, two] = await Promise.all([{ onRead: change }, { threads }].map((run) => imported(run)));
  const filesOf = (of: readonly Imported[] | undefined) => of?.[0]?.summary.files;
  expect(filesOf(two)?.[0]?.refused).toBe(filesOf(one)?.[0]?.refused);
  expect(filesOf(two)?.[0]?.refused).toMatch(/patients.csv/);
  expect(filesOf(two)?.[1]).toMatchObject({ file: 'acts.csv', read: ACTS + 8 });
});

test('a file that differs from the sent one is refused though it was read ahead, and no part of it is recorded', async () => {
  const sent = new Map([['acts.csv', hash('sha256', readFileSync(join(facts, 'acts.csv')))]]);
  const [found] = await imported({ sent, threads: twoThreads });
  const refused = { refusedFor: 'CHANGED_SINCE_SENT', read: 0, recorded: 0 };
  expect(found?.summary.files).toMatchObject([refused, { read: ACTS + 8 }, refused]);
  expect(found?.events.filter(({ type }) => type === 'PatientDescribed')).toStrictEqual([]);
});

test('a small file before a large one is read whole, though the large one was checked before', async () => {
  const own = join(folder, 'small-before-large');
  mkdirSync(own);
  // More rows than the thread reads ahead.
  const knownOn = (day: number): string => new Date(Date.UTC(2020, 0, day)).toISOString().slice(0, 10);
  const declarations = Array.from(
    { length: 31_000 },
    (_, i) => `P${i % 100},18900033038,2020-01-01,${knownOn(i / 100)}`,
  );
  const path = join(own, 'declarations.csv');
  writeFileSync(path, `patient_id,rpps,declared_on,known_on\n${declarations.join('\n')}\n`);
  writeFileSync(join(own, 'acts.csv'), readFileSync(join(facts, 'acts.csv')));
  // Too small by its bytes, but large enough by its rows.
  const seeming = (10 * statSync(path).size) / 60;
  const assistant = (work: AssistantWork): unknown => twoThreads.assistant(work);
  const measured: number[] = [];
  const isWorthwhile = (events: number): boolean => {
    measured.push(events);
    return events !== seeming;
  };
  const threads = { isWorthwhile, assistant } as unknown as Threads;
  const product = new Product();
  const { files } = await product.import(own, { threads });
  expect(files).toMatchObject([{ recorded: declarations.length }, { read: ACTS + 8 }]);
  expect(measured).toContain(seeming);
  await product.close();
});

test('a file that was read ahead mends waiting rows of another file of this name', async () => {
  const path = join(facts, 'acts.csv');
  const acts = readFileSync(path, 'utf8');
  const mend = (): void => {
    writeFileSync(path, acts.replace('\nB4,,', '\nB4,P4,'));
  };
  const [before, after] = await imported({ threads: twoThreads }, mend, { threads: twoThreads });
  expect(before?.summary.files[1]).toMatchObject({ setAside: 5, recorded: ACTS + 2 });
  // All except the row of the erased patient, which is not kept.
  expect(after?.summary.files[1]).toMatchObject({ setAside: 4, recorded: 1, mended: 4 });
});

test('keys stay open in the thread for an import right after one that needed none', async () => {
  const product = Product.sealed();
  const { sealedElsewhere } = product.log;
  const [kind, path] = ['patients' as const, join(facts, 'patients.csv')];
  const checked = await checkFile(path, factKindOf(kind));
  const reading = async (sealed: boolean) => {
    const given = { regulation: loadRegulation(SHIPPED), sealedElsewhere: sealed ? sealedElsewhere : undefined };
    const read = await begin(given);
    const run = (task: RowsTask) => read?.run(task, () => undefined);
    await run({ do: 'open', kind, checked, day: '2021-01-01', file: 1 });
    return { first: () => run({ do: 'read', file: 1 }), close: () => read?.close() };
  };
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  try {
    for (const sealed of [true, false]) await (await reading(sealed)).close();
    const last = await reading(true);
    jest.runAllTimers();
    expect(await last.first()).toMatchObject({ status: 'read', isLast: true });
    await last.close();
    jest.runAllTimers();
  } finally {
    jest.useRealTimers();
  }
  await product.close();
});

test('the sealing thread refuses keys that were moved with the same sentence, which names their place', async () => {
  const product = Product.sealed();
  const path = join(product.folder, 'keys.db');
  const keys = new SqlitePatientKeys(path, new KeyFile(join(product.folder, 'patients.key')), true);
  await keys.moveInto(() => Promise.resolve());
  await keys.close();
  const { sealedElsewhere } = product.log;
  const kind = factKindOf('patients');
  const file = { kind, path: join(facts, 'patients.csv'), isAsSent: () => true };
  const reading = { regulation: loadRegulation(SHIPPED), day: () => '2021-01-01', isDayFirst: false };
  const elsewhere = new RowsElsewhere({ threads: twoThreads, ...reading, sealedElsewhere }, [file]);
  const checked = await checkFile(file.path, kind);
  const refused = await elsewhere
    .read({ kind, checked, isErased: NOBODY }, () => Promise.resolve())
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ name: 'KeysUnusable', code: 'KEYS_MOVED', data: { path } });
  await elsewhere.stop();
  await product.close();
});
