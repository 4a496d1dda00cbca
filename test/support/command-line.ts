/** Runs the command line as a person does, in its own process, or many times over within the process of the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startOf } from '#test/support/programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs it, with its arguments. */
  readonly through?: readonly string[];
  /** Called when the process has started, for example to stop it. */
  readonly onStart?: (process: ChildProcess) => void;
}

/** In a separate process, from the root of the checkout. */
export function decompte(args: readonly string[], { env = {}, through = [], onStart }: Options = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [command = process.execPath, ...rest] = [...through, process.execPath, ...startOf('cli'), ...args];
    const child = spawn(command, rest, { cwd: ROOT, env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout: withoutData(stdout), stderr: withoutData(stderr) });
    });
    onStart?.(child);
  });
}

/** Within this process, which saves a start: for tests of commands. One at a time: it captures standard output and error meanwhile. */
export async function decompteHere(args: readonly string[], { env = {} }: Pick<Options, 'env'> = {}): Promise<Outcome> {
  const { run } = await import('#apps/cli/program.ts');
  const { status, stdout, stderr } = await outcomeOf(() => run(args), env);
  return { status, stdout: withoutData(stdout), stderr: withoutData(stderr) };
}

/** Commands in texts have the folder that the person named: a test knows it. */
function withoutData(text: string): string {
  return text.replaceAll(/decompte --data (?:'[^']*'|\S+) /g, 'decompte ');
}

/** The outcome of a command, with its texts unchanged. */
export async function outcomeOf(
  work: () => Promise<number>,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const restore = [taken(process.stdout, stdout), taken(process.stderr, stderr), withEnvironment(env)];
  try {
    const status = await work();
    return { status, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    for (const back of restore) back();
  }
}

function taken(stream: NodeJS.WriteStream, into: string[]): () => void {
  const write = stream.write.bind(stream);
  stream.write = (text: string | Uint8Array) => {
    into.push(String(text));
    return true;
  };
  return () => {
    stream.write = write;
  };
}

function withEnvironment(env: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  };
}
