/** Subjects without a recorded event. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type HistoryRefusal =
  | Refusal<'PATIENT_NOT_RECORDED', { readonly patient: string }>
  | Refusal<'PATIENT_IS_ERASED', Readonly<Record<string, never>>>
  | Refusal<'TEAM_WITHOUT_FACTS', { readonly team: string }>
  | Refusal<'STATEMENT_NEVER_CALCULATED', { readonly team: string; readonly period: string }>
  | Refusal<'ENVELOPE_NOT_RECORDED', { readonly envelope: string }>;

export const unknown = errorsOf<HistoryRefusal>('unknown');
