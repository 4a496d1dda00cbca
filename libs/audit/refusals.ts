/** What may be refused of keys and checkpoints. */
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';

export type AuditRefusal =
  /** `reason`: the message of the system. */
  | Refusal<'KEY_UNREADABLE', { readonly path: string; readonly reason: string }>
  | Refusal<'KEY_OF_OTHER_KIND', { readonly path: string; readonly expected: 'private' | 'public' }>
  | Refusal<'KEY_NOT_ED25519', { readonly path: string }>
  | Refusal<'CHECKPOINTS_UNREADABLE', { readonly folder: string; readonly reason: string }>
  | Refusal<'CHECKPOINT_UNREADABLE', { readonly path: string; readonly reason: string }>
  | Refusal<'CHECKPOINT_INVALID', { readonly path: string; readonly format: string }>;

export const invalid = errorsOf<AuditRefusal>('invalid');
