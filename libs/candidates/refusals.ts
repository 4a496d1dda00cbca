/** Refusals about a candidate. */
import type { Fault } from '#libs/facts/fault.ts';
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

/** A fault of a field of an application: the same faults as in the rows of its facts. */
export interface ApplicationFault {
  /** `finess`, `members/2/rpps`. */
  readonly field: string;
  readonly fault: Fault;
}

export type CandidateRefusal =
  | Refusal<'NO_SUCH_CANDIDATE', { readonly candidate: string }>
  | Refusal<'APPLICATION_FAULTY', { readonly faults: readonly ApplicationFault[] }>
  /** More members than a team can have, or a repeated member. */
  | Refusal<'CANDIDATE_MEMBERS', { readonly candidate: string; readonly most: number }>
  | Refusal<'CANDIDATE_FOR_PROJECTION', { readonly candidate: string; readonly scheme: string }>
  /** A team of the facts has its name: it is in. */
  | Refusal<'CANDIDATE_IS_TEAM', { readonly candidate: string }>
  /** A team enters with a phase of its scheme other than LEFT. */
  | Refusal<
      'NOT_A_FIRST_PHASE',
      { readonly candidate: string; readonly phase: string; readonly phases: readonly string[] }
    >
  /** A candidate that is declined enters with no phase. */
  | Refusal<'PHASE_OF_DECLINED', { readonly candidate: string }>
  /** A decision of an earlier program has no phase to record as a fact. */
  | Refusal<'DECISION_WITHOUT_PHASE', { readonly candidate: string }>
  | Refusal<'CANDIDATE_NOT_ACCEPTED', { readonly candidate: string; readonly status: string }>
  /** The candidate is accepted, declined or withdrawn. */
  | Refusal<'CANDIDATE_SETTLED', { readonly candidate: string; readonly status: string }>
  /** A decision waits for a second person. */
  | Refusal<'CANDIDATE_DECISION_WAITS', { readonly candidate: string }>
  | Refusal<'NO_CANDIDATE_DECISION', { readonly candidate: string }>
  /** The facts give other conditions than the proposal. */
  | Refusal<'CONDITIONS_CHANGED', { readonly candidate: string }>;

export const refused = errorsOf<CandidateRefusal>('refused');
export const invalid = errorsOf<CandidateRefusal>('invalid');
