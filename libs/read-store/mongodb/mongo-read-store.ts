/** The read store in a database of MongoDB, shared by the processes of all machines. */
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import { MongoCatalogue, type MongoSettings } from '#libs/read-store/mongodb/mongo-catalogue.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';

/** Connects at the first request. Throws ServerUrlRefused. */
export function openMongoReadStore(url: string, settings: MongoSettings, servesOthers = true): ReadStore {
  return new ReadStoreEngine(new MongoCatalogue(url, settings), servesOthers);
}
