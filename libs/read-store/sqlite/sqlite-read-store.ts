/** The read store in a folder of SQLite files, shared by the processes of one machine. */
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { SqliteCatalogue } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import type { Threads } from '#libs/threads/threads.ts';

/** Makes the folder where it is not there. A large build is shared among the threads, if any. */
export function openSqliteReadStore(folder: string, servesOthers = false, threads?: Threads): ReadStore {
  return new ReadStoreEngine(new SqliteCatalogue(folder), servesOthers, threads);
}
