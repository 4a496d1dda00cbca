/**
 * `npm run bench [-- --runs N] [-- --patients N]`: import, rebuild, calculation and one late fact, each against a control on the
 * same machine. `npm run bench -- --scale national [--facts FOLDER]`: the commands at national scale.
 * `npm run bench -- --scale import --patients N`: the import alone, of as many patients, in two orders, sealed and in clear.
 * `npm run bench -- --scale service`: the HTTP service under load, against controls.
 * `KURRENTDB_TEST_URL=… npm run bench -- --scale kurrentdb`: the log on KurrentDB, against its raw client.
 * `MONGODB_TEST_URL=… npm run bench -- --scale mongodb`: the read store on MongoDB, against the raw driver and against SQLite.
 * `npm run bench -- --scale workers`: a calculation that two worker processes share, against one alone.
 * `npm run bench -- --scale decisions`: the events read to submit, approve and pay up to 1,400 statements in one command each.
 * `npm run bench -- --scale bank`: statements of the account of 30 and 120 MB, their time and memory.
 * `npm run bench -- --scale payments`: preparing, releasing and answering a run of up to 2,800 payments, in time and against a control.
 * `npm run bench -- --scale console`: what the console reads and does with 28,000 statements, each within a limit.
 * `npm run bench -- --scale start`: how long programs take to start.
 * Exit status 1 where a target is missed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { measureBankFiles } from './bank-files.ts';
import { measureCalculation } from './calculate.ts';
import { measureConsole } from './console.ts';
import { coresTogether } from './cores.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import { Threads } from '#libs/threads/threads.ts';
import { importControl } from './control.ts';
import { measureDecisions } from './decisions.ts';
import { writeFacts } from './facts.ts';
import { measureImports } from './import.ts';
import { measureKurrentDb } from './kurrentdb.ts';
import { type SizedFacts, measureLateFact } from './late-fact.ts';
import { measureListOfTasks } from './list-of-tasks.ts';
import { progress } from './measure.ts';
import { ONLY, type Only, national } from './national.ts';
import { measureMongoDb } from './mongodb.ts';
import { measurePayments } from './payments.ts';
import { measureRebuild } from './rebuild.ts';
import { type Measurement, isMet, report } from './report.ts';
import { measureService } from './service.ts';
import { measureStart } from './start.ts';
import { LAST_KNOWN_DAY, Stores } from './stores.ts';
import { measureWorkers } from './workers.ts';

const FACTORS = [1, 4, 16];
/** A calculation worth sharing takes seconds. */
const SHARED_FACTOR = 64;
/** Days between preparation and measurement: the measured days are earlier, so that every statement is new. */
const LATER = 1_000;
/** The default threads of a process of the product. */
const THREADS = new Threads({ count: availableParallelism() });
/** One late fact is so short that a steady median needs more of them. */
const LATE_FACTS_PER_RUN = 5;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    patients: { type: 'string', default: '5000' },
    scale: { type: 'string' },
    facts: { type: 'string' },
    only: { type: 'string' },
  },
});

async function main(): Promise<boolean> {
  const temporary = mkdtempSync(join(tmpdir(), 'decompte-bench-'));
  try {
    process.stdout.write(`${await machine()}\n`);
    if (options.scale === 'national') return await national(temporary, options.facts, onlyOf(options.only));
    const [runs, patients] = [whole('runs', options.runs), whole('patients', options.patients)];
    const measured = await atScale(options.scale, temporary, runs, patients);
    process.stdout.write(`${report(measured)}\n`);
    return measured.every(isMet);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function atScale(
  scale: string | undefined,
  temporary: string,
  runs: number,
  patients: number,
): Promise<Measurement[]> {
  switch (scale) {
    case undefined:
      return sideBySide(temporary, runs, patients);
    case 'import':
      return measureImportsAlone(temporary, runs, patients);
    case 'service':
      return measureService(temporary, runs);
    case 'kurrentdb':
      return measureKurrentDb(temporary, runs);
    case 'mongodb':
      return measureMongoDb(temporary, runs, patients);
    case 'decisions':
      return measureDecisions(temporary);
    case 'bank':
      return measureBankFiles(temporary, runs);
    case 'payments':
      return measurePayments(temporary);
    case 'start':
      return measureStart(temporary, runs);
    case 'console':
      return measureConsole(temporary);
    case 'workers':
      return measureWorkers(temporary, runs, SHARED_FACTOR * patients);
    default:
      throw new RangeError(
        `--scale ${scale}: national, import, service, console, start, workers, decisions, payments, bank, kurrentdb and mongodb are known`,
      );
  }
}

async function measureImportsAlone(temporary: string, runs: number, patients: number): Promise<Measurement[]> {
  const facts = join(temporary, 'facts');
  mkdirSync(facts);
  try {
    await writeFacts(facts, patients);
    return await measureImports(facts, temporary, runs, THREADS);
  } finally {
    await THREADS.close();
  }
}

async function sideBySide(temporary: string, runs: number, patients: number): Promise<Measurement[]> {
  const sizes: SizedFacts[] = [];
  try {
    for (const factor of FACTORS) sizes.push(await prepare(factor, factor * patients, temporary));
    const largest = sizes.at(-1);
    if (largest === undefined) return [];
    return [
      ...(await measureImports(largest.facts, temporary, runs, THREADS)),
      await measureRebuild(largest.stores, runs),
      ...(await measureCalculation(sizes, runs)),
      ...(await measureLateFact(sizes, temporary, LATE_FACTS_PER_RUN * runs)),
      await measureListOfTasks(largest, temporary, LATE_FACTS_PER_RUN * runs),
    ];
  } finally {
    for (const { stores } of sizes) await stores.close();
    await THREADS.close();
  }
}

/** Imports and calculates the facts of this many patients once, so that all code has run before the measurement. */
async function prepare(factor: number, about: number, temporary: string): Promise<SizedFacts> {
  progress(`preparing ${factor}×`);
  const folder = join(temporary, `${factor}x`);
  const facts = join(folder, 'facts');
  mkdirSync(facts, { recursive: true });
  const patients = await writeFacts(facts, about);
  if (factor === FACTORS[0]) await importControl(facts, join(folder, 'control.db'));
  const readStore = openSqliteReadStore(join(folder, 'read'), false, { threads: THREADS });
  const stores = await Stores.create(folder, readStore, sumsOfAllOn(THREADS));
  const rows = await stores.import(facts);
  const { statements } = await stores.calculate(LAST_KNOWN_DAY + LATER);
  progress(`  ${patients.toLocaleString('en')} patients, ${rows.toLocaleString('en')} rows, ${statements} statements`);
  return { factor, patients, stores, facts };
}

function onlyOf(given: string | undefined): Only | undefined {
  const found = ONLY.find((step) => step === given);
  if (given !== undefined && found === undefined) throw new RangeError(`--only ${given}: ${ONLY.join(', ')} is known`);
  return found;
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`--${name} ${text}: a whole number of at least 1 is needed`);
  return Number(text);
}

async function machine(): Promise<string> {
  const db = new DatabaseSync(':memory:');
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  db.close();
  const memory = Math.round(totalmem() / 2 ** 30);
  const together = (await coresTogether()).toFixed(2);
  return `${availableParallelism()} cores, together ${together} times one, ${memory} GiB, Node ${process.version}, SQLite ${version}`;
}

process.exitCode = (await main()) ? 0 : 1;
