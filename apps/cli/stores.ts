/** Opens the stores that the command line or the environment names. */
import { existsSync } from 'node:fs';
import { type OpenStores, type StorePaths, openStoresAt, storePaths, storeUrlFault } from '#apps/stores.ts';
import { Refusal } from '#apps/cli/refusal.ts';

export type { OpenStores };

export interface StoreOptions {
  /** Folder of the stores; beats the environment. */
  readonly data?: string | undefined;
}

const DEFAULT_FOLDER = './data';

/** With `create` false, a log that is not there is refused: a mistyped folder must not look like an empty one. */
export async function openStores(options: StoreOptions, create: boolean): Promise<OpenStores> {
  const paths = pathsOf(options);
  if (!create && !existsSync(paths.logPath))
    throw new Refusal(`il n'y a pas de journal dans ${paths.logPath} ; importez d'abord des faits, ou indiquez --data`);
  return openStoresAt(paths);
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

/** `sqlite:PATH`; the folder of --data comes before the environment, which comes before the default. */
function pathsOf({ data }: StoreOptions): StorePaths {
  if (data !== undefined) return storePaths(data, {});
  return storePaths(DEFAULT_FOLDER, { log: urlOf('EVENT_STORE_URL'), read: urlOf('READ_STORE_URL') });
}

function urlOf(variable: string): string | undefined {
  const url = process.env[variable];
  if (url === undefined || url === '') return undefined;
  const fault = storeUrlFault(variable, url);
  if (fault !== undefined) throw new Refusal(fault);
  return url;
}
