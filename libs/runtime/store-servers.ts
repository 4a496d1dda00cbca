/** The servers that may keep the log or the read store, by the URL that names them. An engine is an entry here. */
import { randomUUID } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { KurrentSettings } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import type { Clock } from '#libs/event-store/recording-time.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { StoreUrlFault, StoreVariable } from '#libs/runtime/start-faults.ts';

/** Scheme of a URL that names a file of this machine. */
export const SQLITE = 'sqlite:';
/** How long a lost connection is retried before the caller gets an error, ms. */
export const RETRIES = { now: () => performance.now(), retryForMs: 10_000 };
/** Longer than any read of a calculation or an export. */
const KEEP_REPLACED_MS = 3_600_000;

/** An engine that keeps the log on a server. Another engine is another entry of LOG_SERVERS. */
interface LogServer {
  readonly url: RegExp;
  /** File of this machine's copy of the log. */
  readonly copy: string;
  readonly open: (url: string, copyPath: string, clock: Clock) => Promise<EventStore>;
  /** The log in its stored form, for the audit. */
  readonly openStored: (url: string, copyPath: string) => Promise<StoredEvents>;
}

const LOG_SERVERS: readonly LogServer[] = [
  {
    url: /^(kurrentdb|esdb)(\+discover)?:\/\/./,
    copy: 'kurrentdb-copy.db',
    // The client of KurrentDB takes longer to load than most commands to run.
    open: async (url, copyPath, clock) => {
      const { KurrentDbEventStore } = await import('#libs/event-store/kurrentdb/kurrentdb-event-store.ts');
      return new KurrentDbEventStore(url, { ...settings(copyPath), clock });
    },
    openStored: async (url, copyPath) => {
      const { KurrentDbStoredEvents } = await import('#libs/event-store/kurrentdb/kurrentdb-stored-events.ts');
      return new KurrentDbStoredEvents(url, settings(copyPath));
    },
  },
];

function settings(replica: string): Omit<KurrentSettings, 'clock'> {
  return { ...RETRIES, replica, uniqueId: randomUUID };
}

/** A server that keeps the read store. */
interface ReadServer {
  readonly url: RegExp;
  readonly open: (url: string, servesOthers: boolean) => Promise<ReadStore>;
}

const READ_SERVERS: readonly ReadServer[] = [
  {
    url: /^mongodb(\+srv)?:\/\/./,
    open: async (url, servesOthers) => {
      const { openMongoReadStore } = await import('#libs/read-store/mongodb/mongo-read-store.ts');
      const { READ_MODELS: readModels } = await import('#libs/read-models/read-models.ts');
      const settings = { ...RETRIES, readModels, uniqueId: randomUUID, keepReplacedMs: KEEP_REPLACED_MS };
      return openMongoReadStore(url, settings, servesOthers);
    },
  },
];

/** Variables of the stores that may be in files of this machine. */
const ON_FILES: readonly StoreVariable[] = ['EVENT_STORE_URL', 'READ_STORE_URL'];

export function storeUrlFault(variable: StoreVariable, url: string): StoreUrlFault | undefined {
  const isOnFile = ON_FILES.includes(variable) && url.startsWith(SQLITE);
  if (isOnFile && url.startsWith('file:', SQLITE.length)) return { code: 'STORE_URL_NOT_A_PATH', data: { variable } };
  if (isOnFile && url.length > SQLITE.length) return undefined;
  const servers = variable === 'EVENT_STORE_URL' ? LOG_SERVERS : READ_SERVERS;
  if (servers.some((server) => server.url.test(url))) return undefined;
  const isKnown = isOnFile || servers.some((server) => server.url.test(`${url.replace(/\/*$/, '')}//host`));
  if (isKnown) return { code: 'STORE_URL_ENDS', data: { variable, scheme: url } };
  return { code: `${variable}_UNKNOWN`, data: { scheme: url.split(':')[0] ?? '' } };
}

/** Throws RangeError on a URL of no server. */
export function logServerOf(url: string): LogServer {
  const found = LOG_SERVERS.find((server) => server.url.test(url));
  if (found === undefined) throw new RangeError('a log on no server that is known');
  return found;
}

/** Throws RangeError on a URL of no server. */
export function readServerOf(url: string): ReadServer {
  const found = READ_SERVERS.find((server) => server.url.test(url));
  if (found === undefined) throw new RangeError('a read store on no server that is known');
  return found;
}
