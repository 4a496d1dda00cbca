/**
 * The port of the queue: a doorbell. It distributes jobs among the workers. The log and the stores (job/) say what is to do and what is
 * done. After a queue was emptied, run-jobs.ts rings it again.
 *
 * Adapters are chosen by URL; one contract suite runs on all of them (job-queue.contract.ts).
 */

import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

/** `seconds`: the time waited, if it is limited. */
export type QueueFailure =
  | Refusal<'QUEUE_SILENT', { readonly seconds: number | undefined }>
  /** Redis has no memory left and may not evict anything. */
  | Refusal<'QUEUE_FULL', NoData>;

/** The queue is unreachable, or accepts nothing. */
export class QueueUnreachable extends Failure<QueueFailure> {}

/** Callers get QueueUnreachable while it cannot be reached; workers wait until it can. */
export interface JobQueue {
  /** Announces a job. Has no further effect while it waits or runs. */
  ring(id: string, kind: string): Promise<void>;

  /** The progress of a job that waits or runs; undefined for a job that the queue does not know. */
  progress(id: string): Promise<JobProgress | undefined>;

  /** Asks its worker to stop: aborts its signal with JobAborted. A job that waits runs at once with an aborted signal. */
  cancel(id: string): Promise<void>;

  depth(): Promise<QueueDepth>;

  /** Takes jobs on until it is stopped. */
  work(run: RunJob, options: WorkOptions): Promise<Working>;

  close(): Promise<void>;
}

export interface JobProgress {
  /** delayed: it failed and waits for its next attempt. */
  readonly state: 'waiting' | 'delayed' | 'running';
  /** Starts at 1; 0 before the first attempt. */
  readonly attempt: number;
  readonly worker: string | undefined;
  /** The current step, as its handler names it. */
  readonly stage: string | undefined;
  readonly done: number;
  readonly total: number;
}

export interface QueueDepth {
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
}

/**
 * Does a job. When it resolves the job leaves the queue; when it rejects it is retried later, unless this was the last attempt. It may run
 * again after it was done, or at the same time as a worker that is wrongly considered lost, so it must be idempotent.
 */
export type RunJob = (id: string, context: JobContext) => Promise<void>;

export interface JobContext {
  /** Aborted with a JobAborted. */
  readonly signal: AbortSignal;
  readonly attempt: number;
  /** If this attempt fails, no other follows. */
  readonly isLastAttempt: boolean;
  readonly progress: (stage: string, done: number, total: number) => void;
}

/**
 * The reason to stop a job. cancelled: someone asked. stopping: this worker ends, another continues. lost: this worker was considered dead
 * and another continues.
 */
export class JobAborted extends Error {
  readonly why: 'cancelled' | 'stopping' | 'lost';

  constructor(why: JobAborted['why']) {
    super(`the job is to stop: ${why}`);
    this.why = why;
  }
}

export interface WorkOptions {
  /** Name of this worker; unique among live workers. */
  readonly worker: string;
  /** Jobs at the same time. */
  readonly concurrency: number;
  readonly attempts: number;
  /** How long to wait after this attempt failed, ms. */
  readonly backoffMs: (attempt: number) => number;
  /** A worker that gives no sign for this long is considered dead, ms. */
  readonly leaseMs: number;
  /** Called with every attempt that failed. */
  readonly onFailure: (id: string, error: unknown, attempt: number) => void;
}

export interface Working {
  /**
   * Takes no new jobs. Waits this long for the running ones, ms; then aborts them (stopping) and leaves them to other workers.
   */
  stop(graceMs: number): Promise<void>;
}
