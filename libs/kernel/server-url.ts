/** What is wrong with the URL of a store on a server, which may hold a password: nothing of it is named. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

type Nothing = Readonly<Record<string, never>>;

export type ServerUrlFault =
  | Refusal<'LOG_NAME_INVALID', Nothing>
  | Refusal<'PASSWORD_FILE_WITHOUT_USER', Nothing>
  /** Of the read store: `passwordFile` without a user. */
  | Refusal<'READ_STORE_USER_MISSING', Nothing>
  /** `reason`: the message of the driver, or of the system. */
  | Refusal<'READ_STORE_URL_INVALID', { readonly reason: string }>;

export class ServerUrlRefused extends Failure<ServerUrlFault> {}
