/** Runs the command line as a person does: in its own process, from the root of the checkout. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = ['--disable-warning=ExperimentalWarning', '--import', './scripts/decorators.mjs', 'apps/cli/main.ts'];

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** Called when the process has started, for example to stop it. */
  readonly onStart?: (process: ChildProcess) => void;
}

export function decompte(args: readonly string[], { env = {}, onStart }: Options = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...MAIN, ...args], { cwd: ROOT, env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
    onStart?.(child);
  });
}
