/** The configuration of the services: every variable read, checked and named here; a wrong one is told with what would be right. */
import { readFileSync } from 'node:fs';

export interface Environment {
  readonly host: string;
  readonly port: number;
  /** Folder of the stores, where no URL names them. */
  readonly data: string;
  readonly access: AccessSettings;
  readonly limits: Limits;
  readonly logLevel: string;
  /** Folder where uploaded files wait for their import; the workers read it. */
  readonly uploads: string;
  /** Key from which the secrets of webhooks are made, 32 bytes or more; undefined: no webhooks. */
  readonly webhookKey: Buffer | undefined;
  /** Names this installation in what it publishes (`source` of CloudEvents): a URI. */
  readonly feedSource: string;
  readonly jobsUrl: string;
  /** OpenTelemetry endpoint; undefined: no traces. */
  readonly telemetryEndpoint: string | undefined;
}

export type AccessSettings =
  | {
      readonly mode: 'openid';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: URL;
      readonly rolesClaim: string;
      readonly teamClaim: string;
    }
  /** Keys made at the start, and tokens for whoever asks: for a developer's machine. */
  | { readonly mode: 'development' };

export interface Limits {
  /** Of a JSON body, bytes. */
  readonly bodyBytes: number;
  /** Of one uploaded file, bytes. */
  readonly uploadBytes: number;
  /** Requests per minute and caller. */
  readonly requestsPerMinute: number;
  /** How long a read waits for `after`, ms. */
  readonly afterMs: number;
}

/** Every fault of the environment at once. */
export class EnvironmentRefused extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`La configuration est refusée :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const MIN_KEY_BYTES = 32;
const MIB = 1 << 20;

/** Throws EnvironmentRefused. */
export function environmentOf(variables: Variables): Environment {
  const read = new Reader(variables);
  const data = read.text('DATA', './data');
  const environment: Environment = {
    host: read.text('HOST', '127.0.0.1'),
    port: read.integer('PORT', 3000, 0, 65_535),
    data,
    access: accessOf(read),
    limits: {
      bodyBytes: read.integer('MAX_BODY_BYTES', MIB, 1_024, 64 * MIB),
      uploadBytes: read.integer('MAX_UPLOAD_BYTES', 4_096 * MIB, 1_024, 65_536 * MIB),
      requestsPerMinute: read.integer('MAX_REQUESTS_PER_MINUTE', 6_000, 1, 1_000_000_000),
      afterMs: read.integer('MAX_AFTER_MS', 2_000, 0, 60_000),
    },
    logLevel: read.oneOf('LOG_LEVEL', LEVELS, 'info'),
    uploads: read.text('UPLOADS', `${data}/uploads`),
    webhookKey: keyOf(read),
    feedSource: read.uri('FEED_SOURCE', 'urn:decompte'),
    jobsUrl: read.text('JOBS_URL', `local:${data}/jobs.db`),
    telemetryEndpoint: read.optionalUrl('OTEL_EXPORTER_OTLP_ENDPOINT')?.href,
  };
  read.refuseFaults();
  return environment;
}

function accessOf(read: Reader): AccessSettings {
  const mode = read.oneOf('ACCESS', ['openid', 'development'], 'openid');
  if (mode === 'development') {
    if (read.optional('NODE_ENV') === 'production')
      read.fault('ACCESS vaut development et NODE_ENV production ; en production, ACCESS=openid avec un fournisseur');
    return { mode };
  }
  return {
    mode: 'openid',
    issuer: read.text('OIDC_ISSUER'),
    audience: read.text('OIDC_AUDIENCE'),
    jwksUrl: read.url('OIDC_JWKS_URL'),
    rolesClaim: read.text('OIDC_ROLES_CLAIM', 'roles'),
    teamClaim: read.text('OIDC_TEAM_CLAIM', 'team'),
  };
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

class Reader {
  readonly #variables: Variables;
  readonly #faults: string[] = [];

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  fault(sentence: string): void {
    this.#faults.push(sentence);
  }

  refuseFaults(): void {
    if (this.#faults.length > 0) throw new EnvironmentRefused(this.#faults);
  }

  optional(name: string): string | undefined {
    const value = this.#variables[name];
    return value === undefined || value === '' ? undefined : value;
  }

  text(name: string, otherwise?: string): string {
    const value = this.optional(name) ?? otherwise;
    if (value === undefined) this.fault(`${name} n'est pas réglé ; il le faut`);
    return value ?? '';
  }

  integer(name: string, otherwise: number, least: number, most: number): number {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    this.fault(`${name} vaut « ${value} » ; il faut un nombre entier de ${least} à ${most}`);
    return otherwise;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(`${name} vaut « ${value} » ; choisissez parmi ${allowed.join(', ')}`);
    return found ?? otherwise;
  }

  /** Of any scheme, as it is written. */
  uri(name: string, otherwise: string): string {
    const value = this.optional(name) ?? otherwise;
    if (!URL.canParse(value))
      this.fault(`${name} vaut « ${value} » ; il faut une URI, par exemple urn:exemple:decompte`);
    return value;
  }

  url(name: string): URL {
    const value = this.text(name);
    return this.#parsed(name, value) ?? new URL('http://invalid.');
  }

  optionalUrl(name: string): URL | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : this.#parsed(name, value);
  }

  #parsed(name: string, value: string): URL | undefined {
    const url = URL.parse(value);
    if (url !== null && /^https?:$/.test(url.protocol)) return url;
    if (value !== '') this.fault(`${name} vaut « ${value} » ; il faut une adresse http(s)://…`);
    return undefined;
  }
}
