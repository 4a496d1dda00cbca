/** Refusals about a job. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { Job } from '#libs/jobs/job/state.ts';

export type JobRefusal =
  | Refusal<'JOB_ALREADY_REQUESTED', { readonly id: string }>
  | Refusal<'JOB_UNKNOWN', { readonly id: string }>
  | Refusal<'JOB_ENDED', { readonly id: string; readonly status: Job['status'] }>;

export const refused = errorsOf<JobRefusal>('refused');
export const unknown = errorsOf<JobRefusal>('unknown');
