/** Refusals while a loss of the log is not acknowledged, and refusals of reports of a loss. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Witness } from '#libs/continuity/witness.ts';

export type ContinuityRefusal =
  /** Until then nothing is decided or paid. `end`: the last position of the log. */
  | Refusal<'LOG_LOST_ITS_END', { readonly witness: Witness; readonly end: number }>
  | Refusal<'NOTHING_LOST', Readonly<Record<string, never>>>
  | Refusal<'NO_LOSS_REPORTED', Readonly<Record<string, never>>>;

export const refused = errorsOf<ContinuityRefusal>('refused');
