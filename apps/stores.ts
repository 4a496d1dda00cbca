/** Opens the stores by their paths: the log and, beside it where nothing else is said, the read store. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { type ReadStore, SqliteReadStore } from '#libs/read-store/catalogue.ts';

export interface OpenStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly close: () => Promise<void>;
}

export interface StorePaths {
  readonly logPath: string;
  readonly readFolder: string;
  /** State of the deliveries of webhooks. */
  readonly deliveriesPath: string;
}

const SQLITE = 'sqlite:';

/** What is wrong with the URL of a store, in French, or nothing. */
export function storeUrlFault(variable: string, url: string): string | undefined {
  return url.startsWith(SQLITE) && url.length > SQLITE.length
    ? undefined
    : `${variable} vaut « ${url} » ; cette version connaît sqlite:CHEMIN`;
}

/** The stores of a folder, each elsewhere where a `sqlite:PATH` names it. */
export function storePaths(folder: string, urls: { log?: string | undefined; read?: string | undefined }): StorePaths {
  const logPath = urls.log === undefined ? join(folder, 'events.db') : urls.log.slice(SQLITE.length);
  const readFolder = urls.read === undefined ? join(dirname(logPath), 'read') : urls.read.slice(SQLITE.length);
  // Beside the log and not in the read store, which is emptied and made again.
  return { logPath, readFolder, deliveriesPath: join(dirname(logPath), 'webhooks.db') };
}

/** Makes them where they are not there. */
export function openStoresAt({ logPath, readFolder }: StorePaths): OpenStores {
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
