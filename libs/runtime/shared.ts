/**
 * Opens the data that the machines of an installation share and cannot rebuild from the log: uploaded files that wait for their import, the
 * progress of webhook deliveries, sessions of people, and the record of accesses to patients and accounts. In files of one machine, or in
 * MongoDB; sessions also in the Redis of the queue.
 */
import type { AccessRecord } from '#libs/access-record/access-record.ts';
import { SqliteAccessRecord } from '#libs/access-record/sqlite/sqlite-access-record.ts';
import { RETRIES } from '#libs/runtime/store-servers.ts';
import type { SharedServer, StorePaths } from '#libs/runtime/stores.ts';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import { localJobsPath } from '#libs/jobs/open-job-queue.ts';
import type { ShortLived } from '#libs/short-lived/short-lived.ts';
import { SqliteShortLived } from '#libs/short-lived/sqlite/sqlite-short-lived.ts';
import type { DeliveryStore } from '#libs/webhooks/delivery-store.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';

/** The places of uploaded files. */
export interface UploadsPaths {
  /** On this machine; with a server, only for incoming files and copies. */
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

/** Throws ServerUrlRefused. */
export async function openAccessRecord({
  accessesPath,
  shared,
}: Pick<StorePaths, 'accessesPath' | 'shared'>): Promise<AccessRecord> {
  if (shared === undefined) return new SqliteAccessRecord(accessesPath);
  const { MongoAccessRecord } = await import('#libs/access-record/mongodb/mongo-access-record.ts');
  const { url, besideDatabase } = shared;
  return new MongoAccessRecord(url, { ...RETRIES, besideDatabase });
}

/** In the storage that machines share, otherwise in a file of this one, which its API processes share. Throws ServerUrlRefused. */
export async function openShortLived({
  stores: { sessionsPath, shared },
  jobsUrl,
}: {
  readonly stores: Pick<StorePaths, 'sessionsPath' | 'shared'>;
  readonly jobsUrl: string;
}): Promise<ShortLived> {
  if (shared !== undefined) {
    const { MongoShortLived } = await import('#libs/short-lived/mongodb/mongo-short-lived.ts');
    const { url, besideDatabase } = shared;
    return new MongoShortLived(url, { ...RETRIES, besideDatabase });
  }
  if (localJobsPath(jobsUrl) !== undefined) return new SqliteShortLived(sessionsPath);
  const { RedisShortLived } = await import('#libs/short-lived/redis/redis-short-lived.ts');
  return new RedisShortLived(jobsUrl);
}
