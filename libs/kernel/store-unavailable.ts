/** An engine of stored data is unreachable or cannot write. The last request may or may not be done; a retry is safe. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

export type StoreFailure =
  /** Another process holds the write lock. */
  | Refusal<'STORE_LOCKED'>
  | Refusal<'STORE_DISK_FAILED'>
  | Refusal<'STORE_DISK_FULL'>
  /** This process, or the machine, has no descriptor left for another file. */
  | Refusal<'STORE_FILES_OPEN'>
  /** The last writes to a SQLite file are in its -wal file, which cannot be read because the folder is not writable. */
  | Refusal<'STORE_END_BESIDE', { readonly path: string }>
  /** The -wal file beside a SQLite file continues another one. SQLite would apply it. */
  | Refusal<'STORE_END_OF_ANOTHER', { readonly path: string }>
  /** Other writers are always first. */
  | Refusal<'STORE_BUSY'>
  /** `seconds` is undefined for an append whose outcome is unknown. */
  | Refusal<'SERVER_SILENT', { readonly seconds: number | undefined }>
  | Refusal<'SERVER_ACCESS_DENIED'>
  /** A MongoDB. `variable`: the environment variable with its URL. */
  /** `reason`: the message of the driver. */
  | Refusal<'READ_STORE_SILENT', { readonly seconds: number; readonly variable: string; readonly reason: string }>
  | Refusal<'READ_STORE_ACCESS_DENIED', { readonly variable: string }>
  | Refusal<'SESSIONS_SILENT'>
  /** The documents no longer exist: another build is in use, or the engine was emptied. */
  | Refusal<'BUILD_REMOVED', { readonly build: string }>
  /** A document of a projection is larger than the engine takes, bytes. */
  | Refusal<'DOCUMENT_TOO_LARGE', { readonly key: string; readonly bytes: number; readonly max: number }>;

export class StoreUnavailable extends Failure<StoreFailure> {}

export type StoreDamage =
  /** `reason`: the message of the engine. */
  | Refusal<'STORE_DAMAGED', { readonly reason: string }>
  /** A SQLite file, its -wal or its -shm was replaced or removed while this process had it open. What it wrote at last is undone. */
  | Refusal<'STORE_REPLACED', { readonly path: string }>
  /** Documents that no event makes stand at a position of a log: they are of a projection, put in their place. */
  | Refusal<'SCRATCH_REPLACED', { readonly documents: string }>
  /** The event at this position cannot follow those before it in its stream: no command has recorded it. */
  | Refusal<'EVENT_IMPOSSIBLE', { readonly position: number }>
  /** The content of the event at this position is not that of its type: it was changed, or damaged, or a later version wrote it. */
  | Refusal<'EVENT_GARBLED', { readonly position: number; readonly type: string }>
  /** A document of the read store is not what its projection makes: it was changed, or damaged. */
  | Refusal<'DOCUMENT_GARBLED', { readonly projection: string }>;

/** The stored bytes differ from the written ones. No data of the store can be trusted, and a retry does not help. */
export class StoreDamaged extends Failure<StoreDamage> {}
