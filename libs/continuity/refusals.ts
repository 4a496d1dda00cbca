/** Refusals while a loss of the log is not acknowledged, and refusals of reports of a loss. */
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Witness } from '#libs/continuity/witness.ts';

export type ContinuityRefusal =
  /** Until then nothing is decided or paid. `end`: the last position of the log. */
  | Refusal<'LOG_LOST_ITS_END', { readonly witness: Witness; readonly end: number }>
  /** The log says that it was carried over up to this position; no checkpoint of its chain says so. Until then the same. */
  | Refusal<'CARRIED_OVER_NOT_SIGNED', { readonly position: number }>
  | Refusal<'NOTHING_LOST', NoData>
  | Refusal<'NO_LOSS_REPORTED', NoData>;

export const refused = errorsOf<ContinuityRefusal>('refused');
