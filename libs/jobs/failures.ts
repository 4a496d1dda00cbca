/** The reason why a job failed, when neither the rules nor its own work gives one. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

export type JobFailure =
  /** No worker has a handler for the kind. */
  | Refusal<'JOB_WITHOUT_HANDLER', { readonly kind: string }>
  /** Every worker that began it stopped before the end. */
  | Refusal<'JOB_LOST_ITS_WORKERS', NoData>
  | Refusal<'JOB_FAILED_EACH_ATTEMPT', NoData>;
