/** What is wrong with the URL of a store on a server, which may hold a password: nothing of it is named. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

type Nothing = Readonly<Record<string, never>>;

export type ServerUrlFault =
  | Refusal<'LOG_NAME_INVALID', Nothing>
  | Refusal<'PASSWORD_FILE_WITHOUT_USER', Nothing>
  /** Of a MongoDB: `passwordFile` without a user. `variable`: of the environment, that has the URL. */
  | Refusal<'READ_STORE_USER_MISSING', { readonly variable: string }>
  /** Its database is one of the server itself, or has a name that not every server takes. */
  | Refusal<'READ_STORE_DATABASE_REFUSED', { readonly variable: string }>
  /** `reason`: the message of the driver, or of the system. */
  | Refusal<'READ_STORE_URL_INVALID', { readonly reason: string; readonly variable: string }>;

export class ServerUrlRefused extends Failure<ServerUrlFault> {}
