/** The national scale: each step in its own process, with its time, rate and peak memory. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '#apps/cli/terminal.ts';
import { rowsOf, totalRows, writeFacts } from './facts.ts';
import { actsOf, lateAct } from './late-fact.ts';
import { mustEqual, progress } from './measure.ts';
import { rate } from './report.ts';
import { FROM, LAST_KNOWN, TO } from './stores.ts';

const MAX_MEMORY = 2e9;
const CLI = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const PEAK_MEMORY = new URL('peak-memory.ts', import.meta.url).href;
const DECORATORS = new URL('../../scripts/decorators.mjs', import.meta.url).href;
const NODE = ['--disable-warning=ExperimentalWarning', '--import', DECORATORS];

interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly rate: string;
  /** Bytes. */
  readonly memory: number;
}

interface Ran {
  readonly json: Record<string, unknown>;
  readonly seconds: number;
  readonly memory: number;
}

/** Gives whether every step kept its memory limit. */
export async function national(temporary: string, given?: string): Promise<boolean> {
  const facts = given ?? join(temporary, 'facts');
  if (given === undefined) {
    progress('writing the facts of the national scale');
    await writeFacts(facts);
  }
  const [rows, patients] = [totalRows(facts), patientsOf(facts)];
  const steps: Step[] = [];
  const run = async (name: string, args: readonly string[], rateOf: (ran: Ran) => string): Promise<void> => {
    progress(name);
    const ran = await command(args, temporary);
    steps.push({ name, seconds: ran.seconds, rate: rateOf(ran), memory: ran.memory });
    progress(`  ${ran.seconds.toFixed(1)} s, ${megabytes(ran.memory)}`);
  };
  const calculation = ['calculate', '--from', FROM, '--to', TO, '--known-on', LAST_KNOWN, '--json'];
  await run('import', ['import', facts, '--json'], ({ json, seconds }) => {
    mustEqual('rows recorded', recordedRows(json), rows);
    return rate(rows, seconds, 'rows');
  });
  await run('rebuild of dossiers', ['projections', 'rebuild', 'dossiers', '--json'], ({ json, seconds }) => {
    mustEqual('events in the dossiers', Number(json['processed']), Number(json['stored']));
    return rate(Number(json['processed']), seconds, 'events');
  });
  await run(`calculation ${FROM} to ${TO}`, calculation, ({ json, seconds }) => {
    mustEqual('statements recorded', Number(json['recorded']), Number(json['statements']));
    return rate(patients, seconds, 'patients');
  });
  await run('export', ['export', '--out', join(temporary, 'out'), '--json'], ({ json, seconds }) =>
    rate(Number(json['statements']), seconds, 'statements'),
  );
  const late = join(temporary, 'late');
  mkdirSync(late);
  writeFileSync(join(late, 'acts.csv'), `${lateAct(actsOf(facts), 1).join('\n')}\n`);
  await run('late fact, its import', ['import', late, '--json'], ({ json }) => {
    mustEqual('late rows recorded', recordedRows(json), 1);
    return '';
  });
  await run('late fact, its calculation', calculation, ({ json }) => {
    if (Number(json['recorded']) === 0) throw new Error('the late fact changed no statement');
    return `${Number(json['recorded'])} new statements`;
  });
  process.stdout.write(
    `${rows.toLocaleString('en')} rows of ${patients.toLocaleString('en')} patients\n${text(steps)}\n`,
  );
  return steps.every(({ memory }) => memory < MAX_MEMORY);
}

function text(steps: readonly Step[]): string {
  return table(
    ['step', 'time', 'rate', 'peak memory', 'target', ''],
    steps.map(({ name, seconds, rate: ofStep, memory }) => [
      name,
      `${seconds.toFixed(1)} s`,
      ofStep,
      megabytes(memory),
      `< ${megabytes(MAX_MEMORY)}`,
      memory < MAX_MEMORY ? 'pass' : 'FAIL',
    ]),
  );
}

/** Runs the command line with `--data` in the temporary folder. Throws if its exit status is not 0. */
async function command(args: readonly string[], temporary: string): Promise<Ran> {
  const peak = join(temporary, 'peak-memory');
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [...NODE, '--import', PEAK_MEMORY, CLI, '--data', join(temporary, 'data'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PEAK_MEMORY_FILE: peak } },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) output += String(chunk);
  const status = await ended;
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`decompte ${args.join(' ')}: exit status ${status}\n${output}`);
  return {
    json: JSON.parse(output) as Record<string, unknown>,
    seconds,
    memory: Number(readFileSync(peak, 'utf8')),
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
