/** The national scale: each step in its own process, the first calculation in that of the import, with time, rate and peak memory. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '#apps/cli/terminal.ts';
import { rowsOf, totalRows, writeFacts } from './facts.ts';
import { actsOf, lateAct } from './late-fact.ts';
import { readAndHash } from './control.ts';
import { mustEqual, progress, timed } from './measure.ts';
import { rate } from './report.ts';
import { FROM, LAST_KNOWN, TO } from './stores.ts';

const MAX_MEMORY = 1e9;
/** Compared with the regulation in force: one scenario changes the inputs of a statement, the others the counting of patients. */
const SCENARIOS = [
  { name: 'plafond', overrides: [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2023-01-01', value: '11/10' }] },
  { name: 'jours', parameters: { presence: 'DAYS' } },
  { name: 'patient', parameters: { fidelisation_level: 'PATIENT' } },
];
const SCENARIOS_SECONDS = 60;
const CALCULATION_SECONDS = 6;
const PEAK_MEMORY = new URL('peak-memory.ts', import.meta.url).href;
const DECORATORS = new URL('../../scripts/decorators.mjs', import.meta.url).href;
const NODE = ['--disable-warning=ExperimentalWarning', '--import', PEAK_MEMORY];
/** The command as people start it: from its bundle. */
const CLI = [...NODE, fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url)), 'apps/cli/main'];
const IMPORT_AND_CALCULATE = [
  ...NODE,
  '--import',
  DECORATORS,
  fileURLToPath(new URL('import-and-calculate.ts', import.meta.url)),
];

/** Days known among the facts. */
const A_YEAR_BEFORE = '2025-09-30';
const ONE_DAY_ON = '2025-10-01';
const ANOTHER_DAY_ON = '2025-10-02';

interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly rate: string;
  /** Bytes. */
  readonly memory: number;
  /** Undefined if only the memory has a limit. */
  readonly secondsMax: number | undefined;
}

/** Steps after the import that can be run alone. */
export const ONLY = ['scenarios'] as const;
export type Only = (typeof ONLY)[number];

interface Ran {
  readonly json: Record<string, unknown>;
  readonly seconds: number;
  readonly memory: number;
}

/** Gives whether every step kept its limits. */
export async function national(temporary: string, given?: string, only?: Only): Promise<boolean> {
  const facts = given ?? join(temporary, 'facts');
  if (given === undefined) {
    progress('writing the facts of the national scale');
    await writeFacts(facts);
  }
  const [rows, patients] = [totalRows(facts), patientsOf(facts)];
  const steps: Step[] = [];
  const data = join(temporary, 'data');
  mkdirSync(data, { recursive: true });
  type RateOf = (ran: Ran) => string;
  const run = async (name: string, args: readonly string[], rateOf: RateOf, secondsMax?: number): Promise<void> => {
    await measured(name, [...CLI, '--data', data, ...args], rateOf, secondsMax);
  };
  const measured = async (name: string, program: readonly string[], rateOf: RateOf, secondsMax?: number) => {
    progress(name);
    const ran = await command(program, temporary);
    steps.push({ name, seconds: ran.seconds, rate: rateOf(ran), memory: ran.memory, secondsMax });
    progress(`  ${ran.seconds.toFixed(1)} s, ${megabytes(ran.memory)}`);
  };
  const calculationOn = (knownOn: string): string[] => {
    return ['calculate', '--from', FROM, '--to', TO, '--known-on', knownOn, '--json'];
  };
  const calculation = calculationOn(LAST_KNOWN);
  await measured('import and first calculation', [...IMPORT_AND_CALCULATE, facts, data], ({ json }) => {
    mustEqual('rows recorded', Number(json['rows']), rows);
    const [ofImport, ofCalculation] = [Number(json['importSeconds']), Number(json['calculationSeconds'])];
    const [again, control] = [Number(json['recalculationSeconds']), Number(json['controlSeconds'])];
    const ratio = `${(control / again).toFixed(2)} of reading dossiers as JSON`;
    const dayOn = Number(json['oneDayOnSeconds']);
    const part = `one day known on ${dayOn.toFixed(2)} s, 1/${(again / dayOn).toFixed(1)} of that`;
    return `${rate(rows, ofImport, 'rows')}, then ${ofCalculation.toFixed(1)} s; again ${again.toFixed(1)} s, ${ratio}; ${part}`;
  });
  // Makes the bundle, and fills Node's compile cache.
  await command([...CLI, '--data', data, 'projections', 'status', '--json'], temporary);
  const scenarios = join(temporary, 'scenarios.json');
  writeFileSync(scenarios, JSON.stringify({ scenarios: SCENARIOS }));
  const threeScenarios = (): Promise<void> =>
    run(
      'three scenarios',
      ['simulate', 'bench', '--parameters', scenarios, ...calculation.slice(1)],
      ({ seconds }) => rate(patients * (SCENARIOS.length + 1), seconds, 'patients'),
      SCENARIOS_SECONDS,
    );
  const finish = (): boolean => {
    process.stdout.write(
      `${rows.toLocaleString('en')} rows of ${patients.toLocaleString('en')} patients\n${text(steps)}\n`,
    );
    return steps.every(isWithin);
  };
  if (only === 'scenarios') {
    await threeScenarios();
    return finish();
  }
  const log = join(data, 'events.db');
  const control = await timed(async () => {
    progress(`read and hashed: ${readAndHash(log).toLocaleString('en')} events`);
  });
  await run('audit verify', ['audit', 'verify', '--json'], ({ json, seconds }) => {
    mustEqual('misfits', (json['misfits'] as unknown[]).length, 0);
    return `${(control / seconds).toFixed(2)} of reading and hashing the file (${control.toFixed(1)} s)`;
  });
  await run('rebuild of dossiers', ['projections', 'rebuild', 'dossiers', '--json'], ({ json, seconds }) => {
    mustEqual('events in the dossiers', Number(json['processed']), Number(json['stored']));
    return rate(Number(json['processed']), seconds, 'events');
  });
  await run(
    `calculation ${FROM} to ${TO}`,
    calculation,
    ({ json, seconds }) => {
      mustEqual('statements recorded', Number(json['recorded']), Number(json['statements']));
      return rate(patients, seconds, 'patients');
    },
    CALCULATION_SECONDS,
  );
  await threeScenarios();
  await run('export', ['export', '--out', join(temporary, 'out'), '--json'], ({ json, seconds }) =>
    rate(Number(json['statements']), seconds, 'statements'),
  );
  await run('a year of days known before', calculationOn(A_YEAR_BEFORE), newStatements);
  await run('one day known on, with its lists', calculationOn(ONE_DAY_ON), newStatements);
  await run('one day known on', calculationOn(ANOTHER_DAY_ON), newStatements);
  await run('those of the last day again', calculation, () => '');
  const later = async (name: string, file: string, lines: readonly string[]): Promise<void> => {
    const folder = mkdtempSync(join(temporary, 'later-'));
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
    await run(`${name}, its import`, ['import', folder, '--json'], ({ json }) => {
      mustEqual('later rows recorded', recordedRows(json), 1);
      return '';
    });
    await run(`${name}, its calculation`, calculation, newStatements);
  };
  await later('late fact', 'acts.csv', lateAct(actsOf(facts), 1));
  await later('a doctor leaves', 'members.csv', leavingDoctor(facts));
  return finish();
}

function newStatements({ json }: Ran): string {
  if (Number(json['recorded']) === 0) throw new Error('nothing was recorded');
  return `${Number(json['recorded'])} new statements`;
}

/** A header and one line: the first doctor who never left a team of PEPS leaves it in the middle of the periods. */
function leavingDoctor(facts: string): readonly string[] {
  const [header = '', ...lines] = readFileSync(join(facts, 'members.csv'), 'utf8').trimEnd().split('\n');
  const [team, rpps, profession, from] =
    lines.map((line) => line.split(',')).find((row) => row[0]?.startsWith('PEPS-') && row[2] === 'GP') ?? [];
  return [header, [team, rpps, profession, from, '2023-05-05', '2024-01-15'].join(',')];
}

function text(steps: readonly Step[]): string {
  return table(
    ['step', 'time', 'rate', 'peak memory', 'target', ''],
    steps.map((step) => [
      step.name,
      `${step.seconds.toFixed(1)} s`,
      step.rate,
      megabytes(step.memory),
      `${step.secondsMax === undefined ? '' : `< ${step.secondsMax} s, `}< ${megabytes(MAX_MEMORY)}`,
      isWithin(step) ? 'pass' : 'FAIL',
    ]),
  );
}

function isWithin({ seconds, secondsMax = Infinity, memory }: Step): boolean {
  return seconds < secondsMax && memory < MAX_MEMORY;
}

/** Runs a program of Node: its options, its file and its arguments. Throws if its exit status is not 0. */
async function command(program: readonly string[], temporary: string): Promise<Ran> {
  const peak = join(temporary, 'peak-memory');
  const start = performance.now();
  const child = spawn(process.execPath, program, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PEAK_MEMORY_FILE: peak },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) output += String(chunk);
  const status = await ended;
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${program.join(' ')}: exit status ${status}\n${output}`);
  const json = JSON.parse(output) as Record<string, unknown>;
  return {
    json,
    seconds,
    memory: Number(json['peakBytes'] ?? readFileSync(peak, 'utf8')),
  };
}

function recordedRows(summary: Record<string, unknown>): number {
  return (summary['files'] as { recorded: number }[]).reduce((sum, { recorded }) => sum + recorded, 0);
}

/** A patient described twice is one patient. */
function patientsOf(facts: string): number {
  const text = readFileSync(join(facts, 'patients.csv'), 'utf8');
  const ids = new Set(text.matchAll(/^([^,\n]+),/gm).map((match) => match[1]));
  const patients = ids.size - 1;
  if (patients > (rowsOf(facts).get('patients.csv') ?? 0)) throw new Error('more patients than rows in patients.csv');
  return patients;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}
