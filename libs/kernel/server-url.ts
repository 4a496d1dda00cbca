/** The faults of the URL of a store on a server. The URL may contain a password, so no part of it is named. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

export type ServerUrlFault =
  | Refusal<'LOG_NAME_INVALID', NoData>
  | Refusal<'PASSWORD_FILE_WITHOUT_USER', NoData>
  /** For a MongoDB: `passwordFile` without a user. `variable`: the environment variable with the URL. */
  | Refusal<'READ_STORE_USER_MISSING', { readonly variable: string }>
  /** Its database belongs to the server itself, or has a name that not every server accepts. */
  | Refusal<'READ_STORE_DATABASE_REFUSED', { readonly variable: string }>
  /** `reason`: the message of the driver, or of the system. */
  | Refusal<'READ_STORE_URL_INVALID', { readonly reason: string; readonly variable: string }>;

export class ServerUrlRefused extends Failure<ServerUrlFault> {}
