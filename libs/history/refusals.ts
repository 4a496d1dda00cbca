/** Subjects without a recorded event. */
import { type NoData, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type HistoryRefusal =
  | Refusal<'PATIENT_NOT_RECORDED', { readonly patient: string }>
  | Refusal<'PATIENT_IS_ERASED', NoData>
  | Refusal<'TEAM_WITHOUT_FACTS', { readonly team: string }>
  | Refusal<'STATEMENT_NEVER_CALCULATED', { readonly team: string; readonly period: string }>
  | Refusal<'ENVELOPE_NOT_RECORDED', { readonly envelope: string }>;

export const unknown = errorsOf<HistoryRefusal>('unknown');
