/**
 * The service as it runs: the API and a worker as processes over temporary stores, and a client that checks
 * every answer against the contract.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Role } from '#apps/api/access/role.ts';
import { type DecompteClient, clientOf } from '#libs/client/client.ts';
import { committedContract } from '#test/support/held-contract.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { type Program, startOf } from '#test/support/programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 180_000;
const STOP_MS = 60_000;

interface ServiceOptions {
  /** Folder whose stores are copied first; by default the stores are empty. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Number of workers, by default one. */
  readonly workers?: number;
  /** The command prefix of its API, for example to enter another host. */
  readonly prefix?: readonly string[];
}

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A process of the service and its output. */
export class ServiceProcess {
  readonly lines: LogLine[] = [];
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();
  #stderr = '';

  constructor(program: Program, env: Readonly<Record<string, string>>, prefix: readonly string[] = []) {
    const [command = '', ...rest] = [...prefix, process.execPath, ...startOf(program)];
    this.#child = spawn(command, rest, { cwd: ROOT, env: { ...process.env, ...env } });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    if (this.#child.stdout === null) throw new Error('a process without standard output');
    createInterface(this.#child.stdout).on('line', (line) => {
      this.lines.push(JSON.parse(line) as LogLine);
      for (const watcher of this.#watchers) watcher();
    });
    this.#child.once('exit', () => {
      for (const watcher of this.#watchers) watcher();
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The first log line with this message. Throws if the process ends before. */
  async said(msg: string): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.lines.find((line) => line.msg === msg);
        if (found === undefined && !this.ended) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (found === undefined) reject(new Error(`ended before it said « ${msg} »: ${this.#stderr}`));
        else resolve(found);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`did not say « ${msg} » in ${START_MS} ms: ${this.#stderr}`));
      }, START_MS);
      this.#watchers.add(look);
      look();
    });
  }

  /** Waits until it ends without being asked to. Gives the signal that ended it, null without one. */
  async endedByItself(): Promise<NodeJS.Signals | null> {
    if (!this.ended) await once(this.#child, 'exit');
    return this.#child.signalCode;
  }

  /** Stops it with SIGTERM, or kills it with SIGKILL. Gives its exit status, null after a signal. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.ended) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
    return this.#child.exitCode;
  }
}

export interface SentRequest {
  readonly token?: string;
  /** Default: a new key for each command. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer: its body parsed if it is JSON, otherwise as text. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export class Service {
  readonly folder: string;
  readonly baseUrl: string;
  readonly workers: ServiceProcess[] = [];
  readonly api: ServiceProcess;
  readonly #env: Readonly<Record<string, string>>;
  readonly #tokens = new Map<string, Promise<string>>();

  private constructor(folder: string, env: Readonly<Record<string, string>>, api: ServiceProcess, baseUrl: string) {
    this.folder = folder;
    this.#env = env;
    this.api = api;
    this.baseUrl = baseUrl;
  }

  static async start({ data, env = {}, workers = 1, prefix = [] }: ServiceOptions = {}): Promise<Service> {
    const folder = temporaryFolder();
    if (data !== undefined) cpSync(data, folder, { recursive: true });
    const all = {
      DATA: folder,
      ACCESS: 'development',
      PORT: '0',
      LOG_LEVEL: 'info',
      NODE_ENV: 'test',
      MAX_REQUESTS_PER_MINUTE: '1000000000',
      MAX_AFTER_MS: '10000',
      ...env,
    };
    const api = new ServiceProcess('api', all, prefix);
    const { url } = await api.said('listening');
    const service = new Service(folder, all, api, String(url));
    for (let i = 0; i < workers; i++) await service.startWorker();
    return service;
  }

  async startWorker(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    const worker = new ServiceProcess('worker', { ...this.#env, ...env });
    this.workers.push(worker);
    await worker.said('working');
    return worker;
  }

  /** A token with these roles, the same for the same arguments. */
  token(roles: Role | readonly Role[], subject = 'Alice', team?: string): Promise<string> {
    const asked = JSON.stringify({ subject, roles: typeof roles === 'string' ? [roles] : roles, team });
    const token = this.#tokens.get(asked) ?? this.#newToken(asked);
    this.#tokens.set(asked, token);
    return token;
  }

  async #newToken(asked: string): Promise<string> {
    const response = await fetch(`${this.baseUrl}/development/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: asked,
    });
    const { token } = (await response.json()) as { token: string };
    return token;
  }

  /** The typed client for a person of this role; its answers are checked against the contract too. */
  async client(roles: Role | readonly Role[], subject = 'Alice', team?: string): Promise<DecompteClient> {
    const token = await this.token(roles, subject, team);
    const contract = committedContract();
    const client = clientOf(this.baseUrl, token);
    client.use({
      async onResponse({ request: { method, url }, response }) {
        const { status, headers } = response;
        // A stream does not end.
        const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
        const text = isStream ? '' : await response.clone().text();
        contract.hold(method, url.slice(new URL(url).origin.length), { status, headers, text });
      },
    });
    return client;
  }

  get<Body = unknown>(path: string, sent: SentRequest = {}): Promise<Answer<Body>> {
    return this.request<Body>('GET', path, undefined, sent);
  }

  /** Sends an idempotency key; a body that is not text, a form, bytes or a stream goes as JSON. */
  post<Body = unknown>(path: string, body: unknown, sent: SentRequest = {}): Promise<Answer<Body>> {
    const { key = randomUUID(), headers = {} } = sent;
    return this.request<Body>('POST', path, body, { ...sent, headers: { 'idempotency-key': key, ...headers } });
  }

  async request<Body = unknown>(method: string, path: string, body: unknown, sent: SentRequest): Promise<Answer<Body>> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(body === undefined ? {} : { body: isAsSent(body) ? body : JSON.stringify(body), duplex: 'half' }),
    });
    const text = await response.text();
    const { status, headers } = response;
    committedContract().hold(method, path, { status, headers, text });
    const isJson = headers.get('content-type')?.includes('json') ?? false;
    return { status, headers, body: (isJson && text !== '' ? JSON.parse(text) : text) as Body };
  }

  /** Stops both with SIGTERM. */
  async stop(): Promise<void> {
    await Promise.all([this.api, ...this.workers].map((process) => process.end()));
  }

  /** Stops both and removes the stores. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isAsSent(body: unknown): body is string | FormData | Uint8Array<ArrayBuffer> | ReadableStream {
  return typeof body === 'string' || [FormData, Uint8Array, ReadableStream].some((kind) => body instanceof kind);
}
