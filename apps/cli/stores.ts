/** Opens the stores that the command line or the environment names. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { type ReadStore, SqliteReadStore } from '#libs/read-store/catalogue.ts';
import { Refusal } from '#apps/cli/refusal.ts';

export interface OpenStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  /** Folder of the stores; beats the environment. */
  readonly data?: string | undefined;
}

const DEFAULT_FOLDER = './data';
const SQLITE = 'sqlite:';

/** With `create` false, a log that is not there is refused: a mistyped folder must not look like an empty one. */
export async function openStores(options: StoreOptions, create: boolean): Promise<OpenStores> {
  const { logPath, readFolder } = pathsOf(options);
  if (!create && !existsSync(logPath))
    throw new Refusal(`il n'y a pas de journal dans ${logPath} ; importez d'abord des faits, ou indiquez --data`);
  mkdirSync(dirname(logPath), { recursive: true });
  const log = new SqliteEventStore(logPath);
  const readStore = new SqliteReadStore(readFolder);
  return {
    log,
    readStore,
    close: async () => {
      await readStore.close();
      await log.close();
    },
  };
}

export function storesExist(options: StoreOptions): boolean {
  return existsSync(pathsOf(options).logPath);
}

/** The file of the log, which may not be there. */
export function logPathOf(options: StoreOptions): string {
  return pathsOf(options).logPath;
}

/** Folder of the read store, which may not be there. */
export function readFolderOf(options: StoreOptions): string {
  return pathsOf(options).readFolder;
}

function pathsOf({ data }: StoreOptions): { logPath: string; readFolder: string } {
  const folder = data ?? DEFAULT_FOLDER;
  const logPath = pathOf('EVENT_STORE_URL', data, join(folder, 'events.db'));
  // Beside its log, wherever that is.
  return { logPath, readFolder: pathOf('READ_STORE_URL', data, join(dirname(logPath), 'read')) };
}

/** `sqlite:PATH`; the folder of --data comes before the environment, which comes before the default. */
function pathOf(variable: string, data: string | undefined, otherwise: string): string {
  const url = process.env[variable];
  if (data !== undefined || url === undefined || url === '') return otherwise;
  if (!url.startsWith(SQLITE)) throw new Refusal(`${variable} vaut « ${url} » ; cette version connaît sqlite:CHEMIN`);
  return url.slice(SQLITE.length);
}
