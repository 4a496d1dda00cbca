/** One worker at the jobs of a BullMQ queue: how an attempt ends there, who asks it to stop, and how it ends in good order. */
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { JobAborted, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { throttledProgress } from '#libs/jobs/throttled-progress.ts';

/** What is kept of a job that was rung for. */
export interface Rung {
  readonly id: string;
  readonly cancelled?: boolean;
}

/** Signs of life per lease: two may go missing. */
const SIGNS_PER_LEASE = 4;
/** How soon at least a job learns that it was cancelled, ms. */
const LOOK_MS_MAX = 1_000;
/** How often a worker that waits looks on its own, s, where the word of something new was lost. */
const DRAINED_S = 5;
const RETRY_MS = 1_000;

interface Running {
  readonly abort: AbortController;
  readonly job: Job<Rung>;
}

/** Attempts that failed, and those whose worker was lost, come before. */
export function attemptOf({ attemptsMade, stalledCounter }: Job): number {
  return attemptsMade + stalledCounter + 1;
}

export class BullWorkshop {
  readonly #connection: Redis;
  readonly #run: RunJob;
  readonly #options: WorkOptions;
  readonly #onError: (error: Error) => void;
  readonly #running = new Map<string, Running>();
  readonly #worker: Worker<Rung, undefined>;
  readonly #look: NodeJS.Timeout;

  constructor(name: string, connection: Redis, run: RunJob, options: WorkOptions, onError: (error: Error) => void) {
    this.#connection = connection;
    this.#run = run;
    this.#options = options;
    this.#onError = onError;
    const { worker, concurrency, leaseMs, backoffMs } = options;
    this.#worker = new Worker(name, (job, token) => this.#attempt(job, token ?? ''), {
      connection,
      name: worker,
      concurrency,
      lockDuration: leaseMs,
      lockRenewTime: (2 * leaseMs) / SIGNS_PER_LEASE,
      stalledInterval: leaseMs / 2,
      // How many workers a job may cost is for its attempts to say.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      drainDelay: DRAINED_S,
      runRetryDelay: RETRY_MS,
      settings: { backoffStrategy: (_made, _type, _error, job) => backoffMs(attemptOf(job as Job)) },
    });
    this.#worker.on('error', onError);
    this.#worker.on('lockRenewalFailed', (ids: string[]) => {
      for (const id of ids) this.#abort(id, 'lost');
    });
    this.#look = setInterval(
      () => {
        this.#lookForCancelled().catch(onError);
      },
      Math.min(leaseMs / SIGNS_PER_LEASE, LOOK_MS_MAX),
    );
  }

  async stop(graceMs: number): Promise<void> {
    // Takes nothing on any more, and resolves when nothing runs.
    const closed = this.#worker.close();
    const timer = setTimeout(() => {
      for (const id of this.#running.keys()) this.#abort(id, 'stopping');
    }, graceMs);
    await closed;
    clearTimeout(timer);
    clearInterval(this.#look);
    this.#connection.disconnect();
  }

  /** Ends as BullMQ is told of it: resolved, or by its errors. What went wrong is not written to Redis. */
  async #attempt(job: Job<Rung>, token: string): Promise<undefined> {
    const abort = new AbortController();
    const key = job.id ?? '';
    const attempt = attemptOf(job);
    const isLastAttempt = attempt >= this.#options.attempts;
    let written = Promise.resolve();
    const progress = throttledProgress((stage, done, total) => {
      written = written.then(() => job.updateProgress({ attempt, stage, done, total })).catch(this.#onError);
    });
    this.#running.set(key, { abort, job });
    if (job.data.cancelled === true) this.#abort(key, 'cancelled');
    try {
      await this.#run(job.data.id, { signal: abort.signal, attempt, isLastAttempt, progress });
    } catch (error) {
      if (error instanceof JobAborted && error.why !== 'cancelled') throw await this.#leave(job, token, error.why);
      this.#options.onFailure(job.data.id, error, attempt);
      throw isLastAttempt ? new UnrecoverableError('failed for the last time') : new Error('failed');
    } finally {
      this.#running.delete(key);
      await written;
    }
    return undefined;
  }

  /** What is lost is another's already; what is left when stopping goes back to wait, without having been an attempt. */
  async #leave(job: Job<Rung>, token: string, why: 'stopping' | 'lost'): Promise<WaitingError> {
    if (why === 'stopping') await job.moveToWait(token).catch(this.#onError);
    return new WaitingError();
  }

  /** A message may be lost, what is written beside the job is not: so it is looked for. */
  async #lookForCancelled(): Promise<void> {
    for (const [key, { job }] of this.#running) {
      const [text] = await this.#connection.hmget(this.#worker.toKey(key), 'data');
      // Gone with all that Redis held.
      if (typeof text !== 'string') this.#abort(key, 'lost', job);
      else if ((JSON.parse(text) as Rung).cancelled === true) this.#abort(key, 'cancelled', job);
    }
  }

  #abort(key: string, why: JobAborted['why'], job?: Job<Rung>): void {
    const running = this.#running.get(key);
    if (running === undefined || running.abort.signal.aborted) return;
    // The one that was looked at may have ended while another attempt of it began.
    if (job !== undefined && running.job !== job) return;
    running.abort.abort(new JobAborted(why));
  }
}
