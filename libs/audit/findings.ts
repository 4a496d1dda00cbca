/** The findings of an audit of a chain and its checkpoints, as codes with data; the sentences come from libs/words. */
import type { StoreFinding, Unreadable } from '#libs/event-store/store-findings.ts';
import type { TimestampFault } from '#libs/audit/timestamp/timestamp.ts';
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

type ChainFinding =
  | Refusal<'POSITION_EXPECTED', { readonly expected: number }>
  | Refusal<'EVENT_CHANGED', NoData>
  /** Positions of the commit, from the first event that only the commit proves. */
  | Refusal<'COMMIT_CHANGED', { readonly from: number; readonly to: number }>
  | Refusal<'EVENT_MOVED', { readonly foundAt: number }>
  /** `foundAt`: the position of the event that belongs here. */
  | Refusal<'EVENTS_INSERTED', { readonly count: number; readonly foundAt: number }>
  | Refusal<'EVENT_MISSING', { readonly next: number }>
  | Refusal<'EVENTS_MISSING', { readonly from: number; readonly to: number }>
  /** The following events were renumbered. */
  | Refusal<'EVENTS_REMOVED', { readonly count: number }>
  | Refusal<'LOG_UNREADABLE_HERE', { readonly cause: Unreadable }>
  /** `finding`: a stream or commit has fewer events than it records. */
  | Refusal<'END_CUT_OFF', { readonly finding: StoreFinding }>;

type CheckpointFinding =
  /** `since`: position of the last checkpoint that matches; 0 for none. */
  | Refusal<'CHAIN_REMADE', { readonly checkpoint: string; readonly since: number }>
  /** `checkpoint`: its name, if there are several. */
  | Refusal<
      'LOG_ENDS_BEFORE_CHECKPOINT',
      { readonly end: number; readonly checkpoint?: string; readonly signedAt: number }
    >
  | Refusal<'CHECKPOINT_SIGNATURE_WRONG', { readonly checkpoint: string }>
  | Refusal<'CHECKPOINT_KEY_UNKNOWN', { readonly checkpoint: string; readonly key: string }>
  /** It was signed before the period of its key, or after it. */
  | Refusal<'CHECKPOINT_OUT_OF_TIME', { readonly checkpoint: string; readonly key: string; readonly time: string }>
  /** Its link is that of the log. */
  | Refusal<'CHECKPOINT_ROOT_WRONG', { readonly checkpoint: string }>
  | Refusal<'COUNTERSIGNATURE_WRONG', { readonly file: string }>
  | Refusal<'TIMESTAMP_WRONG', { readonly file: string; readonly fault: TimestampFault }>
  | Refusal<'ATTESTED_CHECKPOINT_MISSING', { readonly file: string }>
  | Refusal<'KEY_SUCCESSION_WRONG', { readonly file: string }>
  | Refusal<'KEY_SUCCEEDED_TWICE', { readonly key: string; readonly files: readonly string[] }>
  /** It names a predecessor with this sequence number, which is missing. */
  | Refusal<'CHECKPOINT_BEFORE_MISSING', { readonly checkpoint: string; readonly sequence: number }>
  /** Both name the same predecessor. */
  | Refusal<'CHECKPOINTS_FORKED', { readonly checkpoint: string; readonly other: string }>
  /** The log records its signature; positions. */
  | Refusal<'CHECKPOINT_GONE', { readonly signedAt: number; readonly recordedAt: number }>
  | Refusal<'LINK_NOT_SIGNED', NoData>
  | Refusal<'ROOT_NOT_SIGNED', NoData>;

type FormerFinding =
  /** The events carried over from another log do not lead to its head. */
  | Refusal<'FORMER_DIFFERS', NoData>
  /** A checkpoint of the log that ended at this position: nothing compares it, and none of the present log was signed since. */
  | Refusal<'FORMER_NOT_COMPARED', { readonly checkpoint: string; readonly end: number }>;

export type AuditFinding = FormerFinding | ChainFinding | CheckpointFinding;
