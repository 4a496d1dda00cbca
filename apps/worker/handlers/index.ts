/** The handler of each kind of job, and which errors another attempt cannot mend. */
import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import type { Logger } from 'pino';
import type { Job } from '#libs/jobs/job/state.ts';
import { JobAborted } from '#libs/jobs/job-queue.ts';
import type { DoneBefore, JobHandler } from '#libs/jobs/run-jobs.ts';
import { JOB_KINDS, type JobKind, type JobRequests } from '#libs/runtime/jobs.ts';
import { bundleJob, checkpointJob, consistencyJob, verifyJob } from '#apps/worker/handlers/audit.ts';
import { calculateJob } from '#apps/worker/handlers/calculate.ts';
import type { JobKindHandler, HandlerSettings } from '#apps/worker/handlers/context.ts';
import { feedProofJob } from '#apps/worker/handlers/feed-proof.ts';
import type { Metrics } from '#libs/observability/metrics.ts';
import type { Tracing } from '#libs/observability/spans.ts';
import { dumpJob } from '#apps/worker/handlers/dump.ts';
import { decideJob } from '#apps/worker/handlers/decide.ts';
import { eraseJob } from '#apps/worker/handlers/erase.ts';
import { extractJob } from '#apps/worker/handlers/extract.ts';
import { importJob } from '#apps/worker/handlers/import.ts';
import { lettersJob } from '#apps/worker/handlers/letters.ts';
import { paymentRunDone, paymentRunJob } from '#apps/worker/handlers/payment-run.ts';
import { rebuildJob } from '#apps/worker/handlers/rebuild.ts';
import { recomputeJob } from '#apps/worker/handlers/recompute.ts';
import { replayJob } from '#apps/worker/handlers/replay.ts';
import { simulateJob } from '#apps/worker/handlers/simulate.ts';

const HANDLERS: { readonly [Kind in JobKind]: JobKindHandler<Kind> } = {
  calculate: calculateJob,
  replay: replayJob,
  rebuild: rebuildJob,
  'payment-run': paymentRunJob,
  import: importJob,
  simulate: simulateJob,
  decide: decideJob,
  erase: eraseJob,
  letters: lettersJob,
  recompute: recomputeJob,
  verify: verifyJob,
  checkpoint: checkpointJob,
  consistency: consistencyJob,
  bundle: bundleJob,
  extract: extractJob,
  dump: dumpJob,
  'feed-proof': feedProofJob,
};

/** For kinds of jobs that do everything at once. */
export function doneBeforeOf(settings: HandlerSettings): Readonly<Record<string, DoneBefore>> {
  return {
    ['payment-run' satisfies JobKind]: (job) =>
      paymentRunDone(settings, job.request as JobRequests['payment-run'], job),
  };
}

/** The sentence of a refusal, which is not retried. Undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  // A conflict is no refusal: the job is retried.
  return error instanceof DomainError && error.kind !== 'conflict' ? sentenceOf(error) : undefined;
}

const SILENT: readonly string[] = ['SERVER_SILENT', 'READ_STORE_SILENT', 'QUEUE_SILENT'];

/** Whether an error means that an engine does not answer. */
export function isAway(error: unknown): boolean {
  return error instanceof Failure && SILENT.includes(error.code);
}

interface Watched {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly logger: Logger;
}

/** The handlers by kind, with logging and timing of each job. */
export function handlersOf(settings: HandlerSettings, watched: Watched): Readonly<Record<string, JobHandler>> {
  return Object.fromEntries(
    JOB_KINDS.map((kind) => [
      kind,
      (job, context) => {
        const handler = HANDLERS[kind] as JobKindHandler<JobKind>;
        return measured(job, watched, context.attempt, () =>
          handler(settings, job.request as JobRequests[JobKind], job, context),
        );
      },
    ]),
  );
}

async function measured<T>(
  { id, kind }: Job,
  { metrics, tracing, logger }: Watched,
  attempt: number,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  logger.info({ job: id, kind, attempt }, 'job began');
  const ended = (outcome: string): void => {
    const seconds = (performance.now() - startedAt) / 1_000;
    metrics.jobs.observe({ kind, outcome }, seconds);
    if (kind === 'calculate') metrics.calculations.observe({ outcome }, seconds);
    logger.info({ job: id, kind, attempt, outcome, seconds }, 'job ended');
  };
  try {
    const result = await tracing.span(`job ${kind}`, { 'decompte.job': id, 'decompte.attempt': attempt }, work);
    ended('succeeded');
    return result;
  } catch (error) {
    ended(error instanceof JobAborted ? error.why : refusalOf(error) === undefined ? 'failed' : 'refused');
    throw error;
  }
}
