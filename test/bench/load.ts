/** Load on a service from this process, and the services under it as processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import autocannon, { type Request as LoadRequest } from 'autocannon';

export interface Load {
  /** Answers of 2xx. */
  readonly done: number;
  readonly seconds: number;
  /** ms. */
  readonly p99: number;
}

export interface Asked {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second; as many as can be where it is not given. */
  readonly rate?: number;
  readonly request: LoadRequest;
}

/** Throws where anything was answered otherwise than by 2xx. */
export async function load({ url, connections, seconds, rate, request }: Asked): Promise<Load> {
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

/** A server that writes its address as its first line. */
export async function serveControl(mode: 'insert' | 'memory', path: string): Promise<Served> {
  const script = new URL('./service-control.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, mode, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    stop: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
}
