/** The variables that the services read from their environment. The page of operations has the table (npm run docs). */
import * as v from 'valibot';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { allowedHostFault, isInNetworks, isNetwork } from '#libs/webhooks/addresses.ts';
import {
  ACT_ENTRIES,
  KEY_FILE,
  KEY_FILE_PATH,
  OPTIONAL_TEXT,
  PRIVATE_FILE,
  SEALING,
  SECRET_FILE,
  THREADS,
  integer,
  integerOr,
  httpUrl,
  listVariable,
  neededText,
  oneOfVariable,
  optionalOneOfVariable,
  paths,
  uriOr,
} from '#libs/runtime/variable-kinds.ts';

type Schema = v.GenericSchema<string | undefined, unknown>;

interface Variable<S extends Schema = Schema> {
  readonly schema: S;
  readonly about: string;
  /** The default in words. */
  readonly otherwise: string;
}

export type VariableTable = Readonly<Record<string, Variable>>;

/** `otherwise` describes the default of the schema. */
function variable<S extends Schema>(schema: S, about: string, otherwise?: string): Variable<S> {
  const { default: value } = schema as { readonly default?: unknown };
  return { schema, about, otherwise: otherwise ?? `\`${String(value)}\`` };
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MIB = 1 << 20;

/** A network of every address would let all that is private be called, or be reached in clear. */
function hostFault(entry: string): string | undefined {
  const fault: Refusal | undefined =
    isNetwork(entry) && isOfEveryone(entry) ? { code: 'HOSTS_OF_EVERYONE', data: { entry } } : allowedHostFault(entry);
  return fault && sentenceOf(fault);
}

export const OF_BOTH = {
  DATA: variable(v.optional(v.string(), './data'), 'folder of the stores, where no URL names them'),
  EVENT_STORE_URL: variable(
    OPTIONAL_TEXT,
    'the log, `sqlite:PATH` or `kurrentdb://HOST:PORT?tls=…`',
    '`events.db` in `DATA`',
  ),
  READ_STORE_URL: variable(
    OPTIONAL_TEXT,
    'the read store, `sqlite:FOLDER` or `mongodb://HOST:PORT/DATABASE`',
    '`read` beside the log',
  ),
  ACT_ENTRIES: variable(
    optionalOneOfVariable(ACT_ENTRIES),
    'whether a calculation stores the entries of the act ledger in the read store, `stored` or `computed`',
    '`stored` on MongoDB',
  ),
  THREADS: variable(
    THREADS,
    'how many threads of a process share a large calculation or rebuild; with several workers on one machine, its cores divided by their number',
    'the cores of the machine',
  ),
  PATIENT_KEY_FILE: variable(
    v.optional(KEY_FILE_PATH),
    'file with the key that wraps the keys of patients, outside the folder of the log: base64, 32 bytes or more; needed in production',
    'made in `patients.key` beside the log',
  ),
  KEY_STORE_URL: variable(
    OPTIONAL_TEXT,
    'the keys of patients of a log on a server, for services on several machines: a database of MongoDB that has nothing else, `mongodb://HOST/DATABASE`; needed in production where the log and the read store are on servers',
    '`keys.db` beside the log',
  ),
  PATIENT_ENCRYPTION: variable(
    oneOfVariable(SEALING, 'on'),
    '`off` records the facts about patients of a new log in clear: for comparison only, no patient can be erased then',
  ),
  JOBS_URL: variable(OPTIONAL_TEXT, 'the queue of jobs, `local:PATH` or `redis://HOST:PORT`', '`jobs.db` in `DATA`'),
  SHARED_URL: variable(
    OPTIONAL_TEXT,
    'what machines share beside the stores, uploads, deliveries of webhooks and sessions: `mongodb://HOST/DATABASE`',
    'beside the read store',
  ),
  UPLOADS: variable(
    OPTIONAL_TEXT,
    'folder where uploaded files wait for their import, instead of MongoDB where the read store is on it',
    '`uploads` in `DATA`',
  ),
  AUDIT_CHECKPOINTS: variable(
    OPTIONAL_TEXT,
    'folder of signed checkpoints, outside the machine of the log and the same for all processes',
    'no checkpoint and no bundle over HTTP',
  ),
  AUDIT_KEY_FILE: variable(
    v.optional(PRIVATE_FILE),
    'file with the private key that signs checkpoints, outside the folder of the log',
    'checkpoints are signed elsewhere',
  ),
  AUDIT_PUBLIC_KEY_FILES: variable(
    paths(),
    'files with public keys that verify checkpoints, by commas',
    'that of `AUDIT_KEY_FILE`',
  ),
  AUDIT_TSA_FILES: variable(
    paths(),
    'files with certificates of authorities of time stamps (RFC 3161) that are trusted, by commas',
    'time stamps are not verified',
  ),
  LOG_LEVEL: variable(oneOfVariable(LEVELS, 'info'), 'fatal, error, warn, info, debug, trace or silent'),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(
    v.optional(httpUrl('http://127.0.0.1:4318')),
    'OpenTelemetry collector, http(s) URL',
    'no traces',
  ),
  WEBHOOK_KEY_FILE: variable(
    v.optional(KEY_FILE),
    'file with the key the secrets of webhooks are made from: base64, 32 bytes or more',
    'no webhooks',
  ),
  FEED_SOURCE: variable(uriOr('urn:decompte'), 'names this installation in what it publishes, a URI'),
  WEBHOOK_PRIVATE_HOSTS: variable(
    listVariable(hostFault),
    'private hosts that webhooks may call all the same: names, addresses or networks (10.1.0.0/16), by commas',
    'none',
  ),
  PLAIN_HOSTS: variable(
    listVariable(hostFault),
    'servers of stores and jobs on a network that is yours alone, reached without TLS or password: names or addresses, by commas',
    'none',
  ),
  HOST: variable(v.optional(v.string(), '127.0.0.1'), 'address it listens at'),
  ACCESS: variable(
    oneOfVariable(['openid', 'development'], 'openid'),
    'whose tokens are taken: `openid`, or `development`, which gives one to every caller',
  ),
  NODE_ENV: variable(
    OPTIONAL_TEXT,
    '`production`, in whichever case, refuses `ACCESS=development` and what lets others in or listen',
    'none',
  ),
  NODE_TLS_REJECT_UNAUTHORIZED: variable(
    OPTIONAL_TEXT,
    'of Node itself: `0` verifies no certificate, and is refused in production',
    'certificates are verified',
  ),
  READY_MAX_LAG_EVENTS: variable(
    integerOr(1_000_000, 0, 1_000_000_000),
    'events that a projection may be behind before readiness says 503',
  ),
  READY_MAX_LAG_SECONDS: variable(
    integerOr(120, 1, 86_400),
    'age that the oldest event not folded may have before readiness says 503, seconds',
  ),
  LETTER_SENDER: variable(
    OPTIONAL_TEXT,
    'who sends letters to teams: name, then address; `\\n` ends a line, as in the next two',
    'a letter says that it is not set',
  ),
  LETTER_CONTACT: variable(OPTIONAL_TEXT, 'whom a team asks', 'a letter says that it is not set'),
  LETTER_APPEAL: variable(
    OPTIONAL_TEXT,
    'how and until when a decision is contested',
    'a letter says that it is not set',
  ),
} satisfies VariableTable;

export const OF_WORKER = {
  JOB_LEASE_MS: variable(
    integerOr(30_000, 1_000, 3_600_000),
    'how long a worker may give no sign before its job goes to another, ms',
  ),
  JOB_GRACE_MS: variable(
    integerOr(10_000, 0, 600_000),
    'how long a job under way has to end when the worker stops, before it is left to another, ms',
  ),
  AUDIT_CHECKPOINT_HOURS: variable(
    integerOr(24, 0, 8_760),
    'hours between two checkpoints that a worker with `AUDIT_KEY_FILE` has signed by itself, and after every release of payments; 0: none unasked',
  ),
  WORKER_PORT: variable(v.optional(integer(0, 65_535)), 'port of its health and measures', 'none'),
} satisfies VariableTable;

export const OF_API = {
  PORT: variable(integerOr(3000, 0, 65_535), 'port it listens at; 0 for one that is free'),
  TRUSTED_PROXIES: variable(
    listVariable(proxyFault),
    'proxies whose `X-Forwarded-For` is believed: addresses or networks (10.1.0.0/16), by commas',
    'none',
  ),
  MAX_BODY_BYTES: variable(integerOr(MIB, 1_024, 64 * MIB), 'of one JSON body', '1 MiB'),
  MAX_BODY_MS: variable(
    integerOr(30_000, 100, 600_000),
    'how long a body, other than an upload, may take to arrive, ms',
  ),
  MAX_UPLOAD_BYTES: variable(integerOr(4_096 * MIB, 1_024, 65_536 * MIB), 'of one uploaded file', '4 GiB'),
  MAX_BANK_FILE_BYTES: variable(
    integerOr(64 * MIB, 1_024, 256 * MIB),
    'of one file of the bank, unpacked; a statement of 30,000 entries has 30 MB',
    '64 MiB',
  ),
  MAX_REQUESTS_PER_MINUTE: variable(
    integerOr(6_000, 1, 1_000_000_000),
    'requests a minute of one caller: its token, or else its address; those that share a Redis count together',
  ),
  MAX_CONNECTIONS: variable(
    integerOr(2_000, 1, 1_000_000),
    'connections at a time; one more takes the place of the one without a request for longest, or may ask for health alone',
  ),
  MAX_CONNECTIONS_PER_ADDRESS: variable(
    integerOr(500, 1, 1_000_000),
    'connections of one address, an IPv6 network of 64 bits counting as one; those of `TRUSTED_PROXIES` are not bounded',
  ),
  MAX_HEAD_MS: variable(integerOr(10_000, 100, 600_000), 'how long the head of a request may take to arrive, ms'),
  STOP_NOTICE_MS: variable(
    integerOr(0, 0, 60_000),
    'how long readiness says 503 before it takes no request any more, ms',
  ),
  STOP_GRACE_MS: variable(integerOr(10_000, 100, 600_000), 'how long the requests under way have to end, ms'),
  MAX_AFTER_MS: variable(integerOr(2_000, 0, 60_000), 'how long a read waits for `after`, ms'),
} satisfies VariableTable;

/** Variables of the API, with `ACCESS=openid`. */
export const OF_OPENID = {
  OIDC_ISSUER: variable(
    httpUrl('https://id.exemple.fr/realms/decompte'),
    'issuer of the tokens, an http(s) URL, to the letter',
    'needed with `openid`',
  ),
  OIDC_AUDIENCE: variable(neededText('decompte'), 'audience the tokens are for', 'needed with `openid`'),
  OIDC_JWKS_URL: variable(
    httpUrl('https://id.exemple.fr/realms/decompte/certs'),
    'where the issuer gives its keys',
    'needed with `openid`',
  ),
  OIDC_ROLES_CLAIM: variable(v.optional(v.string(), 'roles'), 'claim that holds the roles'),
  OIDC_TEAM_CLAIM: variable(v.optional(v.string(), 'team'), 'claim that holds the team, of the role team'),
  OIDC_NAME_CLAIM: variable(v.optional(v.string(), 'name'), 'claim that holds the name to show'),
  OIDC_CLIENT_ID: variable(
    OPTIONAL_TEXT,
    'the service as a client of the issuer, for people who log in to the console',
    'nobody logs in: tokens alone',
  ),
  OIDC_CLIENT_SECRET_FILE: variable(
    v.optional(SECRET_FILE),
    'file with the secret of that client',
    'needed with `OIDC_CLIENT_ID`',
  ),
  OIDC_REDIRECT_URL: variable(
    v.optional(httpUrl('https://decompte.exemple.fr/session/openid/callback')),
    'where the issuer sends people back: `https://HOST/session/openid/callback`, as it is registered there',
    'needed with `OIDC_CLIENT_ID`',
  ),
  OIDC_SCOPE: variable(
    v.optional(v.string(), 'openid profile'),
    'scopes of a login, with the one that gives the roles',
  ),
  OIDC_RECENT_LOGIN_MINUTES: variable(
    integerOr(10, 1, 720),
    'how long ago a person may have logged in who releases or confirms payments in the console, minutes',
  ),
} satisfies VariableTable;

export type VariableName = keyof typeof OF_BOTH | keyof typeof OF_WORKER | keyof typeof OF_API | keyof typeof OF_OPENID;

/** The variables of all programs, including the command line, for which the last four say who decides. */
export const VARIABLE_NAMES: readonly string[] = [
  ...[OF_BOTH, OF_API, OF_OPENID, OF_WORKER].flatMap((table) => Object.keys(table)),
  ...['DECISIONS', 'DECISIONS_JWKS', 'DECISIONS_ISSUER', 'DECISIONS_AUDIENCE'],
];

/** One address from each quarter of the addresses of IPv4. */
const EVERYWHERE = ['8.8.8.8', '66.0.0.1', '130.0.0.1', '193.0.6.139'];
const MAPPED_BITS = 96;

/** Whether the network has so many addresses that any caller would be trusted; an IPv6 network may contain those of IPv4. */
function isOfEveryone(network: string): boolean {
  const [address = '', bits] = network.split('/');
  if (bits === undefined) return false;
  if (!address.includes(':')) return Number(bits) < 8;
  return Number(bits) < 7 || (Number(bits) < MAPPED_BITS + 8 && EVERYWHERE.some((one) => isInNetworks(one, [network])));
}

function proxyFault(entry: string): string | undefined {
  if (isNetwork(entry))
    return isOfEveryone(entry) ? sentenceOf({ code: 'NETWORK_OF_EVERYONE', data: { entry } }) : undefined;
  return sentenceOf({ code: 'NOT_A_NETWORK', data: { entry } });
}
