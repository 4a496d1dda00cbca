/** The URL of a MongoDB: its servers, its database, its user, and the options of the driver. */
import { readGivenText } from '#libs/files/given-file.ts';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { ServerUrlRefused } from '#libs/kernel/server-url.ts';

/** Used if the URL names none. */
const DATABASE = 'decompte';
/** Databases of the server itself. */
const NOT_OURS: readonly string[] = ['admin', 'config', 'local'];
/** A name that servers on every system accept: at most 63 bytes, of which 7 are for `_shared`, the second database. */
const DATABASE_NAME = /^[^/\\. "$*<>:|?\0]{1,56}$/;
/** Used if the URL gives no other. */
const POOL = 20;
/** Minimum of each timeout of the driver, however short the retries. */
const LEAST_TIMEOUT_MS = 1_000;

interface Opened {
  readonly client: MongoClient;
  readonly database: string;
}

/** `variable`: the environment variable with the URL. `retryForMs`: how long a lost connection is retried, ms. Throws ServerUrlRefused. */
export function openedAt(url: string, variable: string, retryForMs: number): Opened {
  const { address, database } = addressOf(url, variable);
  const client = clientOf(address, variable, retryForMs);
  if (!DATABASE_NAME.test(database) || NOT_OURS.includes(database.toLowerCase()))
    throw new ServerUrlRefused({ code: 'READ_STORE_DATABASE_REFUSED', data: { variable } });
  return { client, database };
}

/** `mongodb://` and `mongodb+srv://` as the driver takes them, with one parameter of our own: `passwordFile=PATH`. */
function addressOf(url: string, variable: string): { readonly address: string; readonly database: string } {
  const [head = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const file = parameters.get('passwordFile');
  parameters.delete('passwordFile');
  const database = /^[a-z+]+:\/\/[^/]+\/([^/]+)$/.exec(head)?.[1];
  const rest = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  const ended = /^[a-z+]+:\/\/[^/]+$/.test(head) ? `${head}/` : head;
  return {
    address: `${file === null ? ended : withPassword(ended, file, variable)}${rest}`,
    database: database === undefined ? DATABASE : decoded(database, variable),
  };
}

function decoded(database: string, variable: string): string {
  try {
    return decodeURIComponent(database);
  } catch (error) {
    throw invalidUrl(error, variable);
  }
}

function withPassword(head: string, file: string, variable: string): string {
  const [, scheme, user] = /^([a-z+]+:\/\/)([^@:/]+)@/.exec(head) ?? [];
  if (scheme === undefined || user === undefined)
    throw new ServerUrlRefused({ code: 'READ_STORE_USER_MISSING', data: { variable } });
  const password = encodeURIComponent(passwordIn(file, variable));
  return `${scheme}${user}:${password}@${head.slice(scheme.length + user.length + 1)}`;
}

function passwordIn(file: string, variable: string): string {
  try {
    return readGivenText(file).trim();
  } catch (error) {
    throw invalidUrl(error, variable);
  }
}

function clientOf(address: string, variable: string, retryForMs: number): MongoClient {
  try {
    return new MongoClient(address, optionsOf(address, retryForMs));
  } catch (error) {
    throw invalidUrl(error, variable);
  }
}

export function invalidUrl(error: unknown, variable: string): ServerUrlRefused {
  const message = error instanceof Error ? error.message : String(error);
  // The message may quote the URL, with its password, which may contain any character.
  const reason = message.replace(/mongodb(\+srv)?:\/\/.*/gs, 'mongodb://…');
  return new ServerUrlRefused({ code: 'READ_STORE_URL_INVALID', data: { reason, variable } }, { cause: error });
}

/**
 * The URL may override these. A hung server answers no request and closes no connection: the driver detects it by a heartbeat, whose
 * interval and timeout are each half of the retry time, so that it is detected in time. A request looks for a server for a fifth of that.
 */
function optionsOf(address: string, retryForMs: number): MongoClientOptions {
  const names = [...new URLSearchParams(address.split('?')[1] ?? '').keys()];
  // The driver takes them in any case.
  const said = new Set(names.map((name) => name.toLowerCase()));
  const half = Math.max(retryForMs / 2, LEAST_TIMEOUT_MS);
  const options = {
    maxPoolSize: POOL,
    serverSelectionTimeoutMS: Math.max(retryForMs / 5, LEAST_TIMEOUT_MS),
    connectTimeoutMS: half,
    heartbeatFrequencyMS: half,
    appName: 'decompte',
  };
  return Object.fromEntries(Object.entries(options).filter(([name]) => !said.has(name.toLowerCase())));
}
