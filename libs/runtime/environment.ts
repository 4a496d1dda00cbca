/**
 * The configuration of the services: every variable read, checked and named here; a wrong one is told with what would be right. The
 * page of operations has the table below (npm run docs).
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { jobsUrlFault, localJobsPath } from '#libs/jobs/open-job-queue.ts';
import { type AddressRules, allowedHostFault } from '#libs/webhooks/addresses.ts';
import type { Thresholds } from '#libs/observability/readiness.ts';
import { type StorePaths, storePaths, storeUrlFault } from '#libs/runtime/stores.ts';

interface Variable {
  /** Which processes read it. */
  readonly by: 'api' | 'worker' | 'both' | 'serve';
  readonly otherwise: string;
  readonly about: string;
}

/** What the services read from their environment. */
export const VARIABLES = {
  DATA: { by: 'both', otherwise: '`./data`', about: 'folder of the stores, where no URL names them' },
  EVENT_STORE_URL: {
    by: 'both',
    otherwise: '`events.db` in `DATA`',
    about: 'the log, `sqlite:PATH` or `kurrentdb://HOST:PORT?tls=…`',
  },
  READ_STORE_URL: { by: 'both', otherwise: '`read` beside the log', about: 'the read store, `sqlite:FOLDER`' },
  JOBS_URL: {
    by: 'both',
    otherwise: '`jobs.db` in `DATA`',
    about: 'the queue of jobs, `local:PATH` or `redis://HOST:PORT`',
  },
  UPLOADS: { by: 'both', otherwise: '`uploads` in `DATA`', about: 'folder where uploaded files wait for their import' },
  LOG_LEVEL: { by: 'both', otherwise: '`info`', about: 'fatal, error, warn, info, debug, trace or silent' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { by: 'both', otherwise: 'no traces', about: 'OpenTelemetry collector, http(s) URL' },
  WEBHOOK_KEY_FILE: {
    by: 'both',
    otherwise: 'no webhooks',
    about: 'file with the key the secrets of webhooks are made from: base64, 32 bytes or more',
  },
  FEED_SOURCE: {
    by: 'both',
    otherwise: '`urn:decompte`',
    about: 'names this installation in what it publishes, a URI',
  },
  WEBHOOK_PRIVATE_HOSTS: {
    by: 'both',
    otherwise: 'none',
    about: 'private hosts that webhooks may call all the same: names, addresses or networks (10.1.0.0/16), by commas',
  },
  HOST: { by: 'both', otherwise: '`127.0.0.1`', about: 'address it listens at' },
  PORT: { by: 'api', otherwise: '`3000`', about: 'port it listens at; 0 for one that is free' },
  TRUSTED_PROXIES: {
    by: 'api',
    otherwise: 'none',
    about: 'proxies whose `X-Forwarded-For` is believed: addresses or networks (10.1.0.0/16), by commas',
  },
  ACCESS: {
    by: 'both',
    otherwise: '`openid`',
    about: 'whose tokens are taken: `openid`, or `development`, which gives one to whoever asks',
  },
  NODE_ENV: { by: 'both', otherwise: 'none', about: '`production`, in whichever case, refuses `ACCESS=development`' },
  OIDC_ISSUER: {
    by: 'api',
    otherwise: 'needed with `openid`',
    about: 'issuer of the tokens, an http(s) URL, to the letter',
  },
  OIDC_AUDIENCE: { by: 'api', otherwise: 'needed with `openid`', about: 'audience the tokens are for' },
  OIDC_JWKS_URL: { by: 'api', otherwise: 'needed with `openid`', about: 'where the issuer gives its keys' },
  OIDC_ROLES_CLAIM: { by: 'api', otherwise: '`roles`', about: 'claim that holds the roles' },
  OIDC_TEAM_CLAIM: { by: 'api', otherwise: '`team`', about: 'claim that holds the team, of the role team' },
  MAX_BODY_BYTES: { by: 'api', otherwise: '1 MiB', about: 'of one JSON body' },
  MAX_BODY_MS: {
    by: 'api',
    otherwise: '`30000`',
    about: 'how long a body, other than an upload, may take to arrive, ms',
  },
  MAX_UPLOAD_BYTES: { by: 'api', otherwise: '4 GiB', about: 'of one uploaded file' },
  MAX_REQUESTS_PER_MINUTE: {
    by: 'api',
    otherwise: '`6000`',
    about: 'requests a minute of one caller: its token, or else its address; those that share a Redis count together',
  },
  MAX_CONNECTIONS: {
    by: 'api',
    otherwise: '`2000`',
    about: 'connections at a time; one more is closed at once',
  },
  STOP_NOTICE_MS: {
    by: 'api',
    otherwise: '`0`',
    about: 'how long readiness says 503 before it takes no request any more, ms',
  },
  STOP_GRACE_MS: { by: 'api', otherwise: '`10000`', about: 'how long the requests under way have to end, ms' },
  READY_MAX_LAG_EVENTS: {
    by: 'both',
    otherwise: '`1000000`',
    about: 'events that a projection may be behind before readiness says 503',
  },
  READY_MAX_LAG_SECONDS: {
    by: 'both',
    otherwise: '`120`',
    about: 'age that the oldest event not folded may have before readiness says 503, seconds',
  },
  JOB_LEASE_MS: {
    by: 'worker',
    otherwise: '`30000`',
    about: 'how long a worker may give no sign before its job goes to another, ms',
  },
  JOB_GRACE_MS: {
    by: 'worker',
    otherwise: '`10000`',
    about: 'how long a job under way has to end when the worker is told to stop, before it is left to another, ms',
  },
  WORKER_PORT: { by: 'worker', otherwise: 'none', about: 'port of its health and measures' },
  MAX_AFTER_MS: { by: 'api', otherwise: '`2000`', about: 'how long a read waits for `after`, ms' },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;

export type AccessMode = 'openid' | 'development';

/** A folder that a process writes in, with the variable that says where it is. */
export interface NamedFolder {
  readonly variable: VariableName;
  readonly path: string;
}

/** What every process of the service reads. */
export interface CommonEnvironment {
  readonly accessMode: AccessMode;
  /** What it writes in. */
  readonly folders: readonly NamedFolder[];
  readonly stores: StorePaths;
  readonly logLevel: string;
  /** Folder where uploaded files wait for their import; the workers read it. */
  readonly uploads: string;
  /** Key from which the secrets of webhooks are made, 32 bytes or more; undefined: no webhooks. */
  readonly webhookKey: Buffer | undefined;
  readonly webhookAddresses: AddressRules;
  readonly jobsUrl: string;
  /** Names this installation in what it publishes (`source` of CloudEvents): a URI. */
  readonly feedSource: string;
  /** OpenTelemetry endpoint; undefined: no traces. */
  readonly telemetryEndpoint: string | undefined;
  readonly readiness: Thresholds;
  /** Address at which the process listens. */
  readonly host: string;
  /** Port on which the worker shows its health and measures; undefined: nowhere. */
  readonly workerPort: number | undefined;
}

/** Every fault of the environment at once. */
export class EnvironmentRefused extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`La configuration est refusée :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Exit status of a process that its environment keeps from starting. */
export const MISCONFIGURED = 2;

export type Variables = Readonly<Record<string, string | undefined>>;

const MIN_KEY_BYTES = 32;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export interface WorkerEnvironment extends CommonEnvironment {
  /** Of a job whose worker gives no sign, ms. */
  readonly jobLeaseMs: number;
  readonly jobGraceMs: number;
}

/** Of a worker. Throws EnvironmentRefused. */
export function workerEnvironment(variables: Variables): WorkerEnvironment {
  const read = new Reader(variables);
  const environment = {
    ...commonEnvironment(read),
    jobLeaseMs: read.integer('JOB_LEASE_MS', 30_000, 1_000, 3_600_000),
    jobGraceMs: read.integer('JOB_GRACE_MS', 10_000, 0, 600_000),
  };
  read.refuseFaults();
  return environment;
}

export function commonEnvironment(read: Reader): CommonEnvironment {
  const data = read.text('DATA', './data');
  const [log, readStore] = [storeUrl(read, 'EVENT_STORE_URL'), storeUrl(read, 'READ_STORE_URL')];
  const [accessMode, stores] = [accessModeOf(read), storePaths(data, { log, read: readStore })];
  const [uploads, jobsUrl] = [read.text('UPLOADS', `${data}/uploads`), jobsUrlOf(read, data)];
  return {
    accessMode,
    folders: foldersOf(read, stores, uploads, jobsUrl),
    stores,
    logLevel: read.oneOf('LOG_LEVEL', LEVELS, 'info'),
    uploads,
    webhookKey: keyOf(read),
    webhookAddresses: addressesOf(read, accessMode),
    feedSource: read.uri('FEED_SOURCE', 'urn:decompte'),
    jobsUrl,
    telemetryEndpoint: read.optionalUrl('OTEL_EXPORTER_OTLP_ENDPOINT')?.href,
    readiness: {
      lagEvents: read.integer('READY_MAX_LAG_EVENTS', 1_000_000, 0, 1_000_000_000),
      lagSeconds: read.integer('READY_MAX_LAG_SECONDS', 120, 1, 86_400),
    },
    host: read.text('HOST', '127.0.0.1'),
    workerPort: read.optional('WORKER_PORT') === undefined ? undefined : read.integer('WORKER_PORT', 0, 0, 65_535),
  };
}

function accessModeOf(read: Reader): AccessMode {
  const mode = read.oneOf('ACCESS', ['openid', 'development'], 'openid');
  if (mode === 'development' && isProduction(read.optional('NODE_ENV')))
    read.fault('ACCESS vaut development et NODE_ENV production ; en production, ACCESS=openid avec un fournisseur');
  return mode;
}

/** However it is written. */
export function isProduction(nodeEnv: string | undefined): boolean {
  return nodeEnv?.trim().toLowerCase() === 'production';
}

/** Where a URL names a store its folder is that of the URL, else of `DATA`. */
function foldersOf(read: Reader, stores: StorePaths, uploads: string, jobsUrl: string): readonly NamedFolder[] {
  const given = (name: VariableName, otherwise: VariableName): VariableName =>
    read.optional(name) === undefined ? otherwise : name;
  const log = stores.server === undefined ? given('EVENT_STORE_URL', 'DATA') : 'DATA';
  const jobs = localJobsPath(jobsUrl);
  return [
    { variable: log, path: dirname(stores.logPath) },
    { variable: given('READ_STORE_URL', log), path: stores.readFolder },
    { variable: given('UPLOADS', 'DATA'), path: uploads },
    ...(jobs === undefined ? [] : [{ variable: given('JOBS_URL', 'DATA'), path: dirname(jobs) }]),
  ];
}

function storeUrl(read: Reader, name: 'EVENT_STORE_URL' | 'READ_STORE_URL'): string | undefined {
  const url = read.optional(name);
  const fault = url === undefined ? undefined : storeUrlFault(name, url);
  if (fault !== undefined) read.fault(fault);
  return url;
}

function jobsUrlOf(read: Reader, data: string): string {
  const url = read.text('JOBS_URL', `local:${data}/jobs.db`);
  const fault = jobsUrlFault(url);
  if (fault !== undefined) read.fault(fault);
  return url;
}

/** A secret comes in a file rather than in the environment, which every child process inherits. */
function keyOf(read: Reader): Buffer | undefined {
  const path = read.optional('WEBHOOK_KEY_FILE');
  if (path === undefined) return undefined;
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
    if (key.length >= MIN_KEY_BYTES) return key;
    read.fault(
      `WEBHOOK_KEY_FILE : ${path} contient ${key.length} octets en base64 ; il en faut au moins ${MIN_KEY_BYTES}`,
    );
  } catch (error) {
    read.fault(
      `WEBHOOK_KEY_FILE : ${path} ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  return undefined;
}

/** On a developer's machine webhooks may go to the machine itself. */
function addressesOf(read: Reader, mode: AccessMode): AddressRules {
  const allowed = read.list('WEBHOOK_PRIVATE_HOSTS');
  for (const fault of allowed.map(allowedHostFault))
    if (fault !== undefined) read.fault(`WEBHOOK_PRIVATE_HOSTS : ${fault}`);
  return { development: mode === 'development', allowed };
}

/** Reads variables of the table and gathers what is wrong with them. */
export class Reader {
  readonly #variables: Variables;
  readonly #faults = new Set<string>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  fault(sentence: string): void {
    this.#faults.add(sentence);
  }

  refuseFaults(): void {
    if (this.#faults.size > 0) throw new EnvironmentRefused([...this.#faults]);
  }

  /** What holds a password can come as the content of a file instead, which NAME_FILE names. */
  optional(name: VariableName): string | undefined {
    const value = this.#variables[name];
    const path = this.#variables[`${name}_FILE`];
    if (path === undefined || path === '') return value === undefined || value === '' ? undefined : value;
    if (value !== undefined && value !== '') this.fault(`${name} et ${name}_FILE sont réglés tous deux ; gardez-en un`);
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      this.fault(
        `${name}_FILE : ${path} ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`,
      );
      return undefined;
    }
  }

  text(name: VariableName, otherwise?: string): string {
    const value = this.optional(name) ?? otherwise;
    if (value === undefined) this.fault(`${name} n'est pas réglé ; il le faut`);
    return value ?? '';
  }

  integer(name: VariableName, otherwise: number, least: number, most: number): number {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    this.fault(`${name} vaut « ${value} » ; il faut un nombre entier de ${least} à ${most}`);
    return otherwise;
  }

  oneOf<T extends string>(name: VariableName, allowed: readonly T[], otherwise: T): T {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(`${name} vaut « ${value} » ; choisissez parmi ${allowed.join(', ')}`);
    return found ?? otherwise;
  }

  /** By commas; in lower case. */
  list(name: VariableName): readonly string[] {
    return (this.optional(name) ?? '')
      .split(',')
      .map((entry) => entry.trim().toLowerCase())
      .filter((entry) => entry !== '');
  }

  uri(name: VariableName, otherwise: string): string {
    const value = this.optional(name) ?? otherwise;
    if (!URL.canParse(value))
      this.fault(`${name} vaut « ${value} » ; il faut une URI, par exemple urn:exemple:decompte`);
    return value;
  }

  url(name: VariableName): URL {
    const value = this.text(name);
    return this.#parsed(name, value) ?? new URL('http://invalid.');
  }

  /** As it is written: whoever compares it does so to the letter. */
  urlText(name: VariableName): string {
    this.url(name);
    return this.optional(name) ?? '';
  }

  optionalUrl(name: VariableName): URL | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#parsed(name, value);
  }

  #parsed(name: VariableName, value: string): URL | undefined {
    const url = URL.parse(value);
    if (url !== null && /^https?:$/.test(url.protocol)) return url;
    if (value !== '') this.fault(`${name} vaut « ${value} » ; il faut une adresse http(s)://…`);
    return undefined;
  }
}
