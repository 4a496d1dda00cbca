/** The read store in a folder of SQLite files, shared by the processes of one machine. */
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { AnonymousCatalogue } from '#libs/read-store/sqlite/anonymous-catalogue.ts';
import { AMPLE, type FileMemory } from '#libs/sqlite/database.ts';
import { SqliteCatalogue } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import type { Threads } from '#libs/threads/threads.ts';

interface Settings {
  readonly memory?: FileMemory;
  /** A large build is shared among them. */
  readonly threads?: Threads;
}

/** In the memory of this process, and in files without a name: see AnonymousCatalogue. */
export function openAnonymousReadStore(): ReadStore {
  return new ReadStoreEngine(new AnonymousCatalogue(AMPLE), false);
}

/** Makes the folder if it does not exist. */
export function openSqliteReadStore(
  folder: string,
  servesOthers = false,
  { memory, threads }: Settings = {},
): ReadStore {
  return new ReadStoreEngine(new SqliteCatalogue(folder, memory), servesOthers, threads);
}
