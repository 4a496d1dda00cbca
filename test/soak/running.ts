/** The service and a worker as processes whose output goes to files, and their resource usage. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const NODE = ['--disable-warning=ExperimentalWarning', '--import', './scripts/decorators.mjs'];
const START_MS = 120_000;
const STOP_MS = 30_000;

export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly logPath: string;
  readonly stop: () => Promise<void>;
}

/** Resolves when its log has this line. */
export async function started(
  name: 'api' | 'worker',
  line: string,
  env: Readonly<Record<string, string>>,
  logs: string,
): Promise<Running> {
  const logPath = join(logs, `${name}.log`);
  const output = openSync(logPath, 'a');
  const child = spawn(process.execPath, [...NODE, `apps/${name}/main.ts`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  const end = performance.now() + START_MS;
  while (!readFileSync(logPath, 'utf8').includes(`"msg":"${line}"`)) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`${name} does not start: see ${logPath}`);
    await pause(100);
  }
  return { name, pid: child.pid ?? -1, logPath, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error('a process ended by itself');
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(timer);
}

/** The address in the log of the service. */
export function addressIn(logPath: string): string {
  const [, url = ''] = /"url":"([^"]+)"/.exec(readFileSync(logPath, 'utf8')) ?? [];
  return url;
}

export interface TakenResources {
  /** MB. */
  readonly memory: number;
  readonly descriptors: number;
}

export function takenBy({ pid }: Running): TakenResources {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { memory: Number(kilobytes) / 1_000, descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

export function filesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}
