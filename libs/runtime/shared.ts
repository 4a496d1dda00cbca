/**
 * What the machines of an installation share beside the log and the read store, and what cannot be made again from them: uploaded files
 * that wait for their import, and how far webhooks were delivered. In files of one machine, or in MongoDB.
 */
import { RETRIES, type SharedServer, type StorePaths } from '#libs/runtime/stores.ts';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';

/** Where uploaded files are. */
export interface UploadsPaths {
  /** Of this machine; with a server, for files on their way in and for copies alone. */
  readonly folder: string;
  readonly server: SharedServer | undefined;
}

/** Throws ServerUrlRefused. */
export async function openUploads({ folder, server }: UploadsPaths): Promise<Uploads> {
  if (server === undefined) return new FolderUploads(folder);
  const { MongoUploads } = await import('#libs/uploads/mongodb/mongo-uploads.ts');
  const { url, besideDatabase } = server;
  return new MongoUploads(url, { ...RETRIES, besideDatabase, folder });
}

/** Throws ServerUrlRefused. */
export async function openDeliveries({
  deliveriesPath,
  shared,
}: Pick<StorePaths, 'deliveriesPath' | 'shared'>): Promise<DeliveryStore> {
  if (shared === undefined) return new SqliteDeliveryStore(deliveriesPath);
  const { MongoDeliveryStore } = await import('#libs/webhooks/mongodb/mongo-delivery-store.ts');
  const { url, besideDatabase } = shared;
  return new MongoDeliveryStore(url, { ...RETRIES, besideDatabase });
}
