/** Opens the stores that URLs name: the log, embedded or on KurrentDB, and the read store, embedded or on MongoDB. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import type { WitnessPlaces } from '#libs/continuity/continuity.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Clock } from '#libs/event-store/recording-time.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents, whenTablesAreMade } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { type ProjectionReader, type QueryStores, type ReadStore, readUpToDate } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';
import { type KeyPlaces, placeOfKeys } from '#libs/runtime/keys.ts';
import { sealedLog } from '#libs/runtime/sealed-log.ts';
import { SQLITE, logServerOf, readServerOf } from '#libs/runtime/store-servers.ts';
import { AMPLE, SPARING } from '#libs/sqlite/database.ts';
import { requirePages } from '#libs/sqlite/pages.ts';
import type { ActEntries } from '#libs/runtime/variable-kinds.ts';
import { Threads } from '#libs/threads/threads.ts';

export interface OpenStores extends QueryStores {
  readonly readStore: ReadStore;
  /** Brought up to the end of the log. */
  readonly projections: ProjectionReader;
  /** Large work of this process is shared among them. */
  readonly threads: Threads;
  readonly close: () => Promise<void>;
}

export interface StorePaths {
  /** File of the log; for a log on a server, this machine's copy of it. */
  readonly logPath: string;
  /** URL of the server with the log, if there is one. */
  readonly server: string | undefined;
  /** Another log is being copied into it, so it may be incomplete. */
  readonly isTarget?: boolean;
  readonly readFolder: string;
  /** URL of the server with the read store, if there is one; then nothing is in the folder. */
  readonly readServer: string | undefined;
  /** Whether costly results are stored in the read store for other programs. */
  readonly readForOthers: boolean;
  /** The server that the machines share besides the stores, if there is one. */
  readonly shared: SharedServer | undefined;
  /** The place of the keys that seal facts about patients; undefined: nothing is sealed. */
  readonly keys: KeyPlaces | undefined;
  /** How many threads share large work. */
  readonly threads: number;
  /** State of the deliveries of webhooks, if it is on this machine. */
  readonly deliveriesPath: string;
  /** Sessions of people, if they are on this machine. */
  readonly sessionsPath: string;
  /** Record of who read which patient or account, if it is on this machine. */
  readonly accessesPath: string;
}

/** A database of MongoDB that the machines share. */
export interface SharedServer {
  readonly url: string;
  /** Added to the name of the database: the read store can be dropped without it. */
  readonly besideDatabase: string | undefined;
}

/** Added to the database name of the read store, for the shared database. */
const SHARED = '_shared';

/** The stores of a folder; a URL moves a store elsewhere. */
export function storePaths(
  folder: string,
  urls: {
    log?: string | undefined;
    read?: string | undefined;
    actEntries?: ActEntries | undefined;
    shared?: string | undefined;
    threads?: number | undefined;
    /** File of the key that wraps those of patients; default: one beside the log. */
    keyFile?: string | undefined;
    /** URL of the server with the keys of a log on a server. */
    keyServer?: string | undefined;
    isSealed?: boolean | undefined;
  },
): StorePaths {
  const server = urls.log === undefined || urls.log.startsWith(SQLITE) ? undefined : urls.log;
  const ofLog = server === undefined ? urls.log?.slice(SQLITE.length) : join(folder, logServerOf(server).copy);
  const logPath = ofLog ?? join(folder, 'events.db');
  const readServer = urls.read === undefined || urls.read.startsWith(SQLITE) ? undefined : urls.read;
  const ofRead = readServer === undefined ? urls.read?.slice(SQLITE.length) : undefined;
  const readFolder = ofRead ?? join(dirname(logPath), 'read');
  // Beside the log, because the read store may be emptied and rebuilt.
  const deliveriesPath = join(dirname(logPath), 'webhooks.db');
  const sessionsPath = join(dirname(logPath), 'sessions.db');
  const accessesPath = join(dirname(logPath), 'accesses.db');
  const readForOthers = urls.actEntries === undefined ? readServer !== undefined : urls.actEntries === 'stored';
  return {
    logPath,
    server,
    readFolder,
    readServer,
    readForOthers,
    shared: sharedOf(urls.shared, readServer),
    keys: keyPlacesOf(logPath, urls, server),
    threads: urls.threads ?? availableParallelism(),
    deliveriesPath,
    sessionsPath,
    accessesPath,
  };
}

/** Beside the log; for a log on a server, at the URL. By default the file of the wrapping key is beside the log too, for development. */
function keyPlacesOf(
  logPath: string,
  { isSealed, keyFile, keyServer }: Pick<Parameters<typeof storePaths>[1], 'isSealed' | 'keyFile' | 'keyServer'>,
  logServer: string | undefined,
): KeyPlaces | undefined {
  if (isSealed === false) return undefined;
  const folder = dirname(logPath);
  const server = logServer === undefined ? undefined : keyServer;
  return { store: join(folder, 'keys.db'), file: keyFile ?? join(folder, 'patients.key'), server };
}

/** The server of its URL; otherwise a second database on the server of the read store, whose own database may be emptied at any time. */
function sharedOf(url: string | undefined, readServer: string | undefined): SharedServer | undefined {
  if (url !== undefined) return { url, besideDatabase: undefined };
  return readServer === undefined ? undefined : { url: readServer, besideDatabase: SHARED };
}

/** Makes missing stores. `clock`: of the program. `memory`: for files of this machine. */
export async function openStoresAt(paths: StorePaths, clock: Clock, memory = AMPLE): Promise<OpenStores> {
  const log = await openOwnLogAt(paths, clock, memory);
  const threads = new Threads({ count: paths.threads });
  const readStore = await openReadStoreAt(paths, memory, threads).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  return {
    log,
    readStore,
    projections: readUpToDate({ log, readStore }),
    threads,
    close: async () => {
      await threads.close();
      await readStore.close();
      await log.close();
    },
  };
}

/** The same for a service, which uses less memory for them. */
export function openServedStoresAt(paths: StorePaths, clock: Clock): Promise<OpenStores> {
  return openStoresAt(paths, clock, SPARING);
}

/** Makes it if it does not exist. Throws ServerUrlRefused. */
export async function openReadStoreAt(
  { readFolder, readServer, readForOthers }: Pick<StorePaths, 'readFolder' | 'readServer' | 'readForOthers'>,
  memory = AMPLE,
  threads?: Threads,
): Promise<ReadStore> {
  const settings = threads === undefined ? { memory } : { memory, threads };
  if (readServer === undefined) return openSqliteReadStore(readFolder, readForOthers, settings);
  return readServerOf(readServer).open(readServer, readForOthers);
}

/** `emptiesParts`: to carry it over (opener.ts). */
export async function openLogAt(
  paths: StorePaths,
  clock: Clock,
  memory = AMPLE,
  emptiesParts = false,
): Promise<EventStore> {
  const log = await openStoredLogAt(paths, clock, memory);
  try {
    return await sealedLog(log, paths.keys, emptiesParts);
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Opens the log for recording. Throws KeysUnusable if the log is empty and its keys, on a server, belong to another log. */
async function openOwnLogAt(paths: StorePaths, clock: Clock, memory: typeof AMPLE): Promise<EventStore> {
  const log = await openLogAt(paths, clock, memory);
  const { keys: places } = paths;
  if (places?.server === undefined || log.keys === undefined || (await log.end()) > 0) return log;
  if ((await log.keys.status()).keys === 0) return log;
  await log.close();
  throw new KeysUnusable({ code: 'KEYS_OF_ANOTHER', data: { place: placeOfKeys(places) } });
}

/** The log with its facts about patients in stored form, for a copy. */
export async function openStoredLogAt(
  { logPath, server, isTarget = false }: StorePaths,
  clock: Clock,
  memory = AMPLE,
): Promise<EventStore> {
  makeFolder(dirname(logPath));
  return server === undefined
    ? new SqliteEventStore(logPath, { memory, clock, isTarget })
    : logServerOf(server).open(server, logPath, clock);
}

/** The end of the name of a copy that a person set aside. */
const SET_ASIDE = '.lost';

/** The places of a log's witnesses besides its read store. `checkpoints`: folder of signed checkpoints; undefined: none. */
export function witnessPlaces(
  { logPath, server }: Pick<StorePaths, 'logPath' | 'server'>,
  checkpoints: string | undefined,
): WitnessPlaces {
  if (server === undefined) return { checkpoints };
  const path = logPath + SET_ASIDE;
  return {
    checkpoints,
    copySetAside: async () => {
      if (!existsSync(path)) return undefined;
      const copy = new SqliteEventStore(path, { isCopy: true });
      try {
        const position = await copy.end();
        const link = await requireLinkAt(position, copy);
        return position === 0 ? undefined : { kind: 'COPY', name: basename(path), position, link };
      } finally {
        await copy.close();
      }
    },
  };
}

/** Events read at a start, in equal steps over the log: a page of it that is damaged is met sooner. */
const SAMPLED = 64;

/** A cheap check of the log's storage. Throws StoreDamaged, StoreUnavailable. */
export async function requireReadable({ logPath }: Pick<StorePaths, 'logPath'>, log: EventStore): Promise<void> {
  requirePages(logPath);
  const end = await log.end();
  const step = Math.max(1, Math.floor(end / SAMPLED));
  for (let upTo = end; upTo > 0; upTo -= step)
    for await (const [event] of log.read({ after: upTo - 1, upTo })) void event;
}

/** The log in its stored form, for the audit. */
export async function openStoredEventsAt({ logPath, server }: StorePaths): Promise<StoredEvents> {
  if (server === undefined) {
    await whenTablesAreMade(logPath);
    return new SqliteStoredEvents(logPath);
  }
  makeFolder(dirname(logPath));
  return logServerOf(server).openStored(server, logPath);
}

export { isDamaged } from '#libs/sqlite/failure.ts';
