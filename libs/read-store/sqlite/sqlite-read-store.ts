/** The read store in a folder of SQLite files, shared by the processes of one machine. */
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { FileMemory } from '#libs/sqlite/database.ts';
import { SqliteCatalogue } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import type { Threads } from '#libs/threads/threads.ts';

interface Settings {
  readonly memory?: FileMemory;
  /** A large build is shared among them. */
  readonly threads?: Threads;
}

/** Makes the folder where it is not there. */
export function openSqliteReadStore(
  folder: string,
  servesOthers = false,
  { memory, threads }: Settings = {},
): ReadStore {
  return new ReadStoreEngine(new SqliteCatalogue(folder, memory), servesOthers, threads);
}
