/** Puts load on a service from this process; the services are separate processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import autocannon, { type Request as LoadRequest } from 'autocannon';

export interface Load {
  /** Number of 2xx answers. */
  readonly done: number;
  readonly seconds: number;
  /** ms. */
  readonly p99: number;
}

export interface LoadAsked {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second; unlimited by default. */
  readonly rate?: number;
  readonly request: LoadRequest;
}

/** Throws if any answer is not 2xx. */
export async function load({ url, connections, seconds, rate, request }: LoadAsked): Promise<Load> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [request],
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  const { non2xx, errors, timeouts, latency, duration } = result;
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${url}: ${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} timeouts`);
  return { done: result['2xx'], seconds: duration, p99: latency.p99 };
}

export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the service on the stores of a folder; its log after the start is discarded. */
export async function serveProduct(folder: string, more: Readonly<Record<string, string>> = {}): Promise<Served> {
  const args = ['--disable-warning=ExperimentalWarning', 'scripts/start.mjs', 'apps/api/main'];
  const env = {
    ...process.env,
    ACCESS: 'development',
    DATA: folder,
    PORT: '0',
    MAX_REQUESTS_PER_MINUTE: '1000000000',
    ...more,
  };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /"url":"([^"]+)"/.exec(output.length < 10_000 ? (output += text) : '')?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (status) => {
      reject(new Error(`the service ended with ${status}`));
    });
  });
  return { url, stop: () => ended(child) };
}

/** Starts a worker on the same stores, beside the service. */
export async function startWorker(folder: string): Promise<{ stop: () => Promise<void> }> {
  const args = ['--disable-warning=ExperimentalWarning', 'scripts/start.mjs', 'apps/worker/main'];
  const env = { ...process.env, DATA: folder };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  await once(createInterface({ input: child.stdout }), 'line');
  return { stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill();
  await closed;
}

/** Starts a server that prints its address as its first line. */
export async function serveControl(mode: 'insert' | 'memory', path: string): Promise<Served> {
  const script = new URL('./service-control.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, mode, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    stop: () => ended(child),
  };
}
