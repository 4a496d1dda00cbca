/** `npm run bench -- --scale start`: how long programs take to start, each within a limit. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { median, progress } from './measure.ts';
import { type Measurement, milliseconds } from './report.ts';
import { Stores } from './stores.ts';

const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'];
/** As `npm run decompte` starts it: most commands end before the young part of such a heap is full, so they collect nothing. */
const CLI = [...NODE, '--min-semi-space-size=16', 'scripts/start.mjs', 'apps/cli/main'];
const COMMAND = ['projections', 'status', '--data'];
const LISTENS = /"msg":"(?:listening|working)"/;
const ANSWERS = /Décompte répond à/;

/** Seconds. */
const COMMAND_S = 0.3;
const BY_NPM_S = 0.55;
const SERVE_S = 2.5;
const PROCESS_S = 1;

/** Leaves out the first start of each, which makes the bundle and fills Node's compile cache. */
export async function measureStart(temporary: string, runs: number): Promise<Measurement[]> {
  await (await Stores.create(temporary)).leave();
  const env = { ...process.env, DATA: temporary, ACCESS: 'development', PORT: '0', LOG_LEVEL: 'info' };
  const command = [...COMMAND, temporary];
  const ends = (child: ChildProcess): Promise<unknown> => once(child, 'close');
  const measured: readonly [string, readonly string[], (child: ChildProcess) => Promise<unknown>, number][] = [
    ['a command', [...CLI, ...command], ends, COMMAND_S],
    ['a command through npm', ['npm', 'run', '--silent', 'decompte', '--', ...command], ends, BY_NPM_S],
    ['the service listens', [...NODE, 'scripts/start.mjs', 'apps/api/main'], saying(LISTENS), PROCESS_S],
    ['a worker works', [...NODE, 'scripts/start.mjs', 'apps/worker/main'], saying(LISTENS), PROCESS_S],
    ['npm run serve answers', ['npm', 'run', '--silent', 'serve'], saying(ANSWERS), SERVE_S],
  ];
  const found: Measurement[] = [];
  for (const [name, line, until, limit] of measured) {
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) times.push(await started(line, env, until));
    const seconds = median(times.slice(1));
    progress(`${name}: ${milliseconds(seconds)}`);
    found.push({
      name,
      control: milliseconds(limit),
      product: milliseconds(seconds),
      ratio: seconds / limit,
      target: { atMost: 1 },
    });
  }
  return found;
}

/** Seconds until the process has reached the awaited state; then it is stopped. */
async function started(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  until: (child: ChildProcess) => Promise<unknown>,
): Promise<number> {
  const from = performance.now();
  // A group of processes, as a terminal makes for a command.
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = text(child.stderr);
  const closed = once(child, 'close');
  await until(child);
  child.stdout.resume();
  const seconds = (performance.now() - from) / 1000;
  const isOver = child.exitCode !== null;
  if (!isOver && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  const [status] = (await closed) as [number | null];
  if (isOver && status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${await said}`);
  return seconds;
}

function saying(what: RegExp): (child: ChildProcess) => Promise<void> {
  return async (child) => {
    if (child.stdout === null) throw new Error('a process without standard output');
    for await (const line of createInterface({ input: child.stdout })) if (what.test(line)) return;
    throw new Error(`ended before it said ${String(what)}`);
  };
}
