/** The service as a process of its own, as an operator starts it: over a folder of stores, on a port that is free. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 30_000;

export interface Line extends Readonly<Record<string, unknown>> {
  readonly msg?: string;
}

export class ServiceProcess {
  readonly url: string;
  /** Folder of its stores. */
  readonly data: string;
  /** What it has logged so far. */
  readonly lines: readonly string[];
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;

  private constructor(child: ChildProcess, url: string, data: string, lines: readonly string[]) {
    this.#child = child;
    this.url = url;
    this.data = data;
    this.lines = lines;
    this.#exited = exitOf(child);
  }

  static async start(data: string, variables: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    const lines: string[] = [];
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', './scripts/decorators.mjs', 'apps/api/main.ts'],
      {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], ACCESS: 'development', DATA: data, PORT: '0', ...variables },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const url = await new Promise<string>((resolve, reject) => {
      setTimeout(() => {
        reject(new Error(`the service did not listen within ${START_MS} ms`));
      }, START_MS).unref();
      child.once('exit', (code) => {
        reject(new Error(`the service ended with ${code} before it listened`));
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(line);
        if (!line.includes('"listening"')) return;
        const { msg, url: listening } = JSON.parse(line) as Line;
        if (msg === 'listening') resolve(listening as string);
      });
    });
    return new ServiceProcess(child, url, data, lines);
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  async token(subject: string, roles: readonly string[], team?: string): Promise<string> {
    const answer = await fetch(`${this.url}/development/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject, roles, team }),
    });
    return ((await answer.json()) as { token: string }).token;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Its exit code; null where a signal ended it. */
  exited(): Promise<number | null> {
    return this.#exited;
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.#exited;
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}
