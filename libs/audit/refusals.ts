/** Refusals about keys, checkpoints and bundles. */
import type { TimestampFault } from '#libs/audit/timestamp/timestamp.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import type { SampleRefusal } from '#libs/audit/tools/sample.ts';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';

export type AuditRefusal =
  | Refusal<'EVENT_NOT_PUBLISHED', { readonly id: string }>
  | SampleRefusal
  /** `reason`: the message of the system. */
  | Refusal<'KEY_UNREADABLE', { readonly path: string; readonly reason: string }>
  | Refusal<'KEY_OF_OTHER_KIND', { readonly path: string; readonly expected: 'private' | 'public' }>
  | Refusal<'KEY_NOT_ED25519', { readonly path: string }>
  | Refusal<'CHECKPOINTS_UNREADABLE', { readonly folder: string; readonly reason: string }>
  | Refusal<'CHECKPOINT_UNREADABLE', { readonly path: string; readonly reason: string }>
  | Refusal<'CHECKPOINT_INVALID', { readonly path: string; readonly format: string }>
  | Refusal<'COUNTERSIGNATURE_INVALID', { readonly path: string }>
  | Refusal<'ATTESTATION_UNREADABLE', { readonly path: string; readonly reason: string }>
  /** A key cannot countersign its own signature. */
  | Refusal<'COUNTERSIGNED_BY_SIGNER', { readonly key: string }>
  | Refusal<'CERTIFICATE_UNREADABLE', { readonly path: string; readonly reason: string }>
  /** It signs another checkpoint, or its public key is not given. */
  | Refusal<'COUNTERSIGNATURE_REFUSED', { readonly key: string }>
  | Refusal<'TIMESTAMP_REFUSED', { readonly fault: TimestampFault }>
  | Refusal<'ATTESTED_ALREADY', { readonly file: string }>
  | Refusal<'SUCCESSION_INVALID', { readonly path: string; readonly format: string }>
  /** Another key signs since then. */
  | Refusal<'KEY_SUCCEEDED', { readonly key: string; readonly by: string; readonly since: string }>
  | Refusal<'KEY_SUCCEEDS_ITSELF', { readonly key: string }>
  | Refusal<'NO_CHECKPOINT_AT', { readonly position: number }>
  | Refusal<'CHECKPOINTS_OUT_OF_ORDER', { readonly from: number; readonly to: number }>
  | Refusal<'KEY_INSIDE_STORE', { readonly path: string }>
  | Refusal<'LOG_EMPTY'>
  | Refusal<'NO_CHECKPOINT', { readonly folder: string }>
  | Refusal<'EVENT_NOT_SIGNED', { readonly position: number; readonly signedAt: number }>
  /** The stream has no event up to the checkpoint. */
  | Refusal<'STREAM_NOT_SIGNED', { readonly stream: string; readonly signedAt: number }>
  | Refusal<'LOG_DOES_NOT_FIT', { readonly misfit: Misfit }>
  /** The installation names no folder of checkpoints, or no key that signs them. */
  | Refusal<'CHECKPOINTS_NOT_SET'>
  | Refusal<'SIGNING_KEY_NOT_SET'>;

export const invalid = errorsOf<AuditRefusal>('invalid');
export const refused = errorsOf<AuditRefusal>('refused');
