/** What keeps a process from starting, as codes with data; the sentences come from libs/words. */
import type { Refusal } from '#libs/kernel/domain-error.ts';

/** A variable of the environment, and what it says. */
interface Setting<T> {
  readonly variable: string;
  readonly value: T;
}

export type StartFault =
  | Refusal<'FOLDER_NOT_A_FOLDER', Setting<string>>
  | Refusal<'FOLDER_NOT_WRITABLE', Setting<string>>
  /** `reason`: the message of the system. */
  | Refusal<'FOLDER_UNUSABLE', Setting<string> & { readonly reason: string }>
  | Refusal<'PORT_TAKEN', Setting<number>>
  | Refusal<'PORT_FORBIDDEN', Setting<number>>
  | Refusal<'HOST_NOT_HERE', Setting<string>>
  /** `reason`: the message of the engine. */
  | Refusal<'STORE_FILE_UNUSABLE', { readonly reason: string }>;
