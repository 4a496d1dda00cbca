/**
 * The connection to MongoDB: the options that the product requires from every server, even against the URL, and the retries of a lost
 * connection.
 */
import { setTimeout } from 'node:timers/promises';
import {
  type Db,
  type DbOptions,
  MongoBulkWriteError,
  type MongoClient,
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  ReadConcern,
} from 'mongodb';
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { invalidUrl, openedAt } from '#libs/mongodb/server-address.ts';

export interface ConnectionSettings extends RetrySettings {
  /** The environment variable that names the server; default READ_STORE_URL. */
  readonly variable?: string | undefined;
  /** Added to the name of the database: another one, with the same accounts. */
  readonly besideDatabase?: string | undefined;
}

const READ_STORE = 'READ_STORE_URL';
/**
 * A checkpoint guarantees that most servers of a set have its documents, and that no reader sees data that a failover may undo. The URL
 * cannot change this.
 */
const PROMISED: DbOptions = {
  writeConcern: { w: 'majority' },
  readConcern: new ReadConcern('majority'),
  readPreference: 'primary',
};
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;
const DUPLICATE_KEY = 11_000;
/** Not every server gives a code with it. */
const MISSING = 'ns not found';
const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
/**
 * The server stops, is no longer the primary, lost its set or has not found it yet, or ended a cursor, possibly because its collection was
 * dropped.
 */
const TRANSIENT: ReadonlySet<unknown> = new Set([
  6, 7, 43, 89, 91, 134, 175, 189, 237, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/**
 * Faults that the driver finds before it asks a server, or in the result of DNS for the URL. A connection that is closed while it is being
 * opened has other errors of the same class.
 */
const OF_URL: readonly (string | undefined)[] = [
  'MongoAPIError',
  'MongoCompatibilityError',
  'MongoInvalidArgumentError',
  'MongoMissingCredentialsError',
  'MongoMissingDependencyError',
  'MongoParseError',
];
/** The name of an error whose class the driver does not export. */
const WAITED_TOO_LONG = 'MongoWaitQueueTimeoutError';

/** The differences between servers with MongoDB's protocol. */
interface ServerTraits {
  /** Whether many updates in one request are fast. */
  readonly updatesMany: boolean;
  /** A document that is found by a condition is replaced or removed before another process can replace it. */
  readonly replacesAtOnce: boolean;
  /** Decimal128. */
  readonly takesDecimals: boolean;
  /** Whether a list of keys is looked up by the index; if not, only a single key is, and a list or a range reads the whole collection. */
  readonly looksUpLists: boolean;
}

const MONGODB: ServerTraits = { updatesMany: true, replacesAtOnce: true, takesDecimals: true, looksUpLists: true };
/**
 * FerretDB 1 reads its whole table for each update and keeps a connection per update until the request ends: requests wait when none is
 * left.
 */
const FERRETDB_1: ServerTraits = {
  updatesMany: false,
  replacesAtOnce: false,
  takesDecimals: false,
  looksUpLists: false,
};

export class MongoConnection {
  readonly db: Db;
  readonly #client: MongoClient;
  readonly #settings: RetrySettings;
  readonly #variable: string;
  #traits: Promise<ServerTraits> | undefined;

  /** Connects at the first request. Throws ServerUrlRefused. */
  constructor(url: string, settings: ConnectionSettings) {
    this.#variable = settings.variable ?? READ_STORE;
    const { client, database } = openedAt(url, this.#variable, settings.retryForMs);
    this.#settings = settings;
    this.#client = client;
    this.db = client.db(database + (settings.besideDatabase ?? ''), PROMISED);
  }

  /** Monotonic, ms. */
  now(): number {
    return this.#settings.now();
  }

  /** For requests that may be done twice. Throws StoreUnavailable when the time is over, or if the server refuses access. */
  async retried<T>(ask: () => Promise<T>): Promise<T> {
    const { now, retryForMs } = this.#settings;
    const variable = this.#variable;
    const until = now() + retryForMs;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await this.#connect();
        return await ask();
      } catch (error) {
        if (isRefused(error))
          throw new StoreUnavailable({ code: 'READ_STORE_ACCESS_DENIED', data: { variable } }, { cause: error });
        if (!isConnectionLoss(error)) throw error;
        const reason = reasonOf(error);
        if (now() + wait > until)
          throw new StoreUnavailable(
            { code: 'READ_STORE_SILENT', data: { seconds: retryForMs / 1_000, variable, reason } },
            { cause: error },
          );
        await setTimeout(wait);
      }
    }
  }

  /** Does nothing while it is connected; a client whose first attempt failed does not try again by itself. */
  async #connect(): Promise<void> {
    try {
      await this.#client.connect();
    } catch (error) {
      // The fault is a file that the URL names, or the DNS answer for its hosts.
      if (isFileError(error) || OF_URL.includes(errorName(error))) throw invalidUrl(error, this.#variable);
      throw error;
    }
  }

  /** The traits of this server, which is asked once. */
  async traits(): Promise<ServerTraits> {
    this.#traits ??= this.retried(() => this.db.command({ buildInfo: 1 })).then((info) =>
      'ferretdbVersion' in info ? FERRETDB_1 : MONGODB,
    );
    try {
      return await this.#traits;
    } catch (error) {
      this.#traits = undefined;
      throw error;
    }
  }

  /** If several processes drop it, one of them does. */
  async drop(collection: string): Promise<void> {
    await this.retried(async () => {
      try {
        await this.db.dropCollection(collection);
      } catch (error) {
        if (!(error instanceof MongoServerError) || !error.message.startsWith(MISSING)) throw error;
      }
    });
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** Whether every failed write failed because a document with the same key exists. */
export function isDuplicate(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError)
    return (
      error.result.getWriteConcernError() === undefined &&
      writeErrorsOf(error).length > 0 &&
      writeErrorsOf(error).every(({ code }) => code === DUPLICATE_KEY)
    );
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** The writes of a bulk that failed, by their index in it. */
export function writeErrorsOf(error: MongoBulkWriteError) {
  return error.result.getWriteErrors();
}

function isRefused(error: unknown): boolean {
  return error instanceof MongoServerError && (error.code === UNAUTHORIZED || error.code === AUTHENTICATION_FAILED);
}

/** Whether it is unknown if the request was done. */
function isConnectionLoss(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  // The URL may limit how long a request takes, or waits for a connection.
  if (error instanceof MongoOperationTimeoutError || errorName(error) === WAITED_TOO_LONG) return true;
  if (!(error instanceof MongoError)) return isDnsError(error);
  // If some documents of a bulk exist already, its code is about these.
  if (error instanceof MongoBulkWriteError && TRANSIENT.has(error.result.getWriteConcernError()?.code)) return true;
  return (
    error.hasErrorLabel(MongoErrorLabel.RetryableWriteError) ||
    error.hasErrorLabel(MongoErrorLabel.ResetPool) ||
    TRANSIENT.has(error.code) ||
    isConnectionLoss(error.cause)
  );
}

function errorName(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

/** For the servers of `mongodb+srv://`. */
function isDnsError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('query');
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'path' in error && 'syscall' in error;
}

/** The reason why no server answered: with several servers, that of the first. */
function reasonOf(error: unknown): string {
  if (error instanceof MongoServerSelectionError) {
    const tried = error.reason?.servers;
    for (const server of tried?.values() ?? []) if (server.error !== null) return server.error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
