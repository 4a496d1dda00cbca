/** The refusals of an erasure. */
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type ErasureRefusal =
  | Refusal<'NO_SUCH_ERASURE', { readonly erasure: string }>
  | Refusal<'NO_PATIENT_TO_ERASE', NoData>
  | Refusal<'NO_ERASURE_PROPOSED', { readonly erasure: string }>
  /** None because of the keeping period. */
  | Refusal<'NO_DUE_ERASURE_PROPOSED', NoData>
  /** `isFinished`: whether the data are gone; else the remaining steps are to do. */
  | Refusal<'ALREADY_ERASED', { readonly erasure: string; readonly isFinished: boolean }>
  /** Facts about patients are in clear in this log: bytes that were written cannot be taken back. */
  | Refusal<'LOG_NOT_SEALED', NoData>
  /**
   * `events` of the log name the patient in clear, because a former program recorded results and rows so: written bytes cannot be removed.
   */
  | Refusal<'NAMED_IN_CLEAR', { readonly events: number }>
  /** The log is being searched for the patient's names, and has reached `done` of `total` positions. */
  | Refusal<'NAMES_BEING_SEARCHED', { readonly done: number; readonly total: number }>;

export const refused = errorsOf<ErasureRefusal>('refused');
export const unavailable = errorsOf<ErasureRefusal>('unavailable');
export const unknown = errorsOf<ErasureRefusal>('unknown');
