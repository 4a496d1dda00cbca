/** What is wrong with the URL of a log on a server, which may hold a password: nothing of it is named. */
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

type Nothing = Readonly<Record<string, never>>;

export type ServerUrlFault = Refusal<'LOG_NAME_INVALID', Nothing> | Refusal<'PASSWORD_FILE_WITHOUT_USER', Nothing>;

export class ServerUrlRefused extends Failure<ServerUrlFault> {}
