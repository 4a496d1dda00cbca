/** An engine that keeps data is unreachable or cannot write. The last request may or may not be done; a retry is safe. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

export type StoreFailure =
  /** Another process holds the write lock. */
  | Refusal<'STORE_LOCKED'>
  | Refusal<'STORE_DISK_FAILED'>
  | Refusal<'STORE_DISK_FULL'>
  /** Other writers are always first. */
  | Refusal<'STORE_BUSY'>
  /** Without seconds, for an append whose outcome is unknown. */
  | Refusal<'SERVER_SILENT', { readonly seconds: number | undefined }>
  | Refusal<'SERVER_ACCESS_DENIED'>;

export class StoreUnavailable extends Failure<StoreFailure> {}
