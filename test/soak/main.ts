/**
 * `npm run soak -- --minutes 10 [--per-second 20]`: the service and a worker under the load of a busy day. Fails if memory, open files,
 * files or latencies do not stay level, if a request fails, or if a log contains a pseudonym, an account or a token.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { levelFault, quantile } from '#test/soak/level.ts';
import { type Answered, Load } from '#test/soak/load.ts';
import { type Running, addressIn, filesIn, started, takenBy } from '#test/soak/running.ts';
import { Product } from '#test/support/product.ts';

const FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));
const RANGE = { from: '2020-Q1', to: '2023-Q4', knownOn: '2024-08-31' };
const SAMPLE_MS = 2_000;
const FAILED = 1;
const ACCOUNT = /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/;
const TOKEN = /\beyJ[\w-]{10,}\.[\w-]+/;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, 'per-second': { type: 'string', default: '20' } },
});

/** The measures of a process or of the service, in the order of time. */
class Measures {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    const known = this.#values.get(name) ?? [];
    known.push(value);
    this.#values.set(name, known);
  }

  of(name: string): readonly number[] {
    return this.#values.get(name) ?? [];
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }
}

/** A small experiment that is imported and calculated, with the facts about patients sealed, as services have them. */
async function experiment(): Promise<string> {
  const product = Product.sealed();
  await product.import(FACTS);
  await product.calculate(RANGE);
  await product.readStore.close();
  await product.log.close();
  return product.folder;
}

/** Secrets that a log contains. */
function leaksIn(logPath: string, secrets: readonly string[]): readonly string[] {
  const text = readFileSync(logPath, 'utf8');
  return [
    ...secrets.filter((secret) => text.includes(secret)).map((secret) => `${logPath} holds ${secret.slice(0, 12)}…`),
    ...[ACCOUNT, TOKEN].filter((kind) => kind.test(text)).map((kind) => `${logPath} holds ${String(kind)}`),
  ];
}

function pseudonyms(): readonly string[] {
  const [header = '', ...rows] = readFileSync(join(FACTS, 'patients.csv'), 'utf8').split('\n');
  const place = header.split(',').indexOf('patient_id');
  return rows.map((row) => row.split(',')[place] ?? '').filter((id) => id.length > 3);
}

async function soak(minutes: number, perSecond: number): Promise<readonly string[]> {
  const [folder, logs] = [await experiment(), mkdtempSync(join(tmpdir(), 'decompte-soak-'))];
  mkdirSync(join(folder, 'uploads'), { recursive: true });
  const env = { DATA: folder, ACCESS: 'development', PORT: '0', NODE_ENV: 'test', MAX_REQUESTS_PER_MINUTE: '1000000' };
  const processes: Running[] = [
    await started('api', 'listening', env, logs),
    await started('worker', 'working', env, logs),
  ];
  const load = await Load.of(addressIn(processes[0]?.logPath ?? ''));
  const measures = new Measures();
  const failed = new Map<string, number>();
  let window: Answered[] = [];
  const end = performance.now() + minutes * 60_000;
  const sending = sent(load, perSecond, end, (answered) => {
    window.push(answered);
    if (answered.status >= 500 && answered.status !== 503)
      failed.set(answered.asked, (failed.get(answered.asked) ?? 0) + 1);
  });
  while (performance.now() < end) {
    await pause(SAMPLE_MS);
    for (const one of processes) {
      const { memory, descriptors } = takenBy(one);
      measures.add(`${one.name} memory, MB`, memory);
      measures.add(`${one.name} descriptors`, descriptors);
    }
    measures.add('files', filesIn(folder));
    measures.add(
      'p50, ms',
      quantile(
        window.map(({ ms }) => ms),
        0.5,
      ),
    );
    measures.add(
      'p95, ms',
      quantile(
        window.map(({ ms }) => ms),
        0.95,
      ),
    );
    measures.add('requests', window.length);
    window = [];
  }
  await sending;
  for (const { stop } of processes) await stop();
  const secrets = [...load.secrets, ...load.pseudonyms, ...pseudonyms()];
  const leaks = processes.flatMap(({ logPath }) => leaksIn(logPath, secrets));
  for (const name of measures.names) {
    const of = measures.of(name);
    console.log(
      `${name.padEnd(22)} first ${show(of.at(0))}  middle ${show(of.at(Math.floor(of.length / 2)))}  last ${show(of.at(-1))}  max ${show(Math.max(...of))}`,
    );
  }
  rmSync(folder, { recursive: true });
  if (leaks.length === 0) rmSync(logs, { recursive: true });
  return [
    ...[...failed].map(([asked, times]) => `${asked} failed ${times} times`),
    ...measures.names.flatMap((name) => levelFault(name, measures.of(name), allowed(name)) ?? []),
    ...leaks,
  ];
}

function show(value: number | undefined): string {
  return String(Math.round(value ?? 0)).padStart(6);
}

function allowed(name: string): { readonly share: number; readonly more: number } {
  if (name.includes('memory')) return { share: 0.2, more: 40 };
  if (name.includes('ms')) return { share: 1, more: 100 };
  return { share: 0.1, more: 20 };
}

/** Keeps the rate, whether or not the answers come. */
async function sent(load: Load, perSecond: number, end: number, onAnswer: (answered: Answered) => void): Promise<void> {
  const open = new Set<Promise<void>>();
  while (performance.now() < end) {
    const one: Promise<void> = load
      .one()
      .catch((error: unknown) => ({ asked: `no answer: ${String(error)}`, status: 500, ms: 0 }))
      .then(onAnswer)
      .finally(() => open.delete(one));
    open.add(one);
    await pause(1_000 / perSecond);
  }
  await Promise.all(open);
}

const faults = await soak(Number(values.minutes), Number(values['per-second']));
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'Level.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : FAILED;
