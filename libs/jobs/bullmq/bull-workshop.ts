/** One worker at the jobs of a BullMQ queue: how an attempt ends there, who asks it to stop, and how it shuts down. */
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import type { RedisConnection } from '#libs/jobs/bullmq/redis-connection.ts';
import { type JobContext, JobAborted, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { throttledProgress } from '#libs/jobs/throttled-progress.ts';

/** The data that Redis has of a job. */
export interface Rung {
  readonly id: string;
  readonly cancelled?: boolean;
}

/** Signs of life per lease: two may go missing. */
const SIGNS_PER_LEASE = 4;
/** How soon at least a job learns that it was cancelled, ms. */
const LOOK_MS_MAX = 1_000;
/** How often an idle worker polls, s, in case a notification was lost. */
const DRAINED_S = 5;
const RETRY_MS = 1_000;

/** How long a stopping worker tries to write the ends of its jobs to Redis, ms; otherwise their leases lapse. */
const TELL_MS = 3_000;

interface Running {
  readonly abort: AbortController;
  readonly job: Job<Rung>;
  readonly ended: Promise<void>;
}

/** Counts the failed attempts, and those whose worker was lost. */
export function attemptOf({ attemptsMade, stalledCounter }: Job): number {
  return attemptsMade + stalledCounter + 1;
}

/** Closes even if Redis cannot be reached: the original close would wait for it and renew leases for ever. */
class StoppableWorker extends Worker<Rung, undefined> {
  async endSigns(): Promise<void> {
    await this.lockManager.close();
  }
}

export class BullWorkshop {
  readonly #connection: RedisConnection;
  readonly #run: RunJob;
  readonly #options: WorkOptions;
  readonly #onError: (error: Error) => void;
  readonly #running = new Set<Running>();
  readonly #worker: StoppableWorker;
  readonly #look: NodeJS.Timeout;
  #isLooking = false;
  #isStopping = false;

  constructor(
    name: string,
    connection: RedisConnection,
    run: RunJob,
    options: WorkOptions,
    onError: (error: Error) => void,
  ) {
    this.#connection = connection;
    this.#run = run;
    this.#options = options;
    this.#onError = onError;
    const { worker, concurrency, leaseMs, backoffMs } = options;
    this.#worker = new StoppableWorker(name, (job, token) => this.#attempt(job, token ?? ''), {
      connection,
      name: worker,
      concurrency,
      lockDuration: leaseMs,
      lockRenewTime: (2 * leaseMs) / SIGNS_PER_LEASE,
      stalledInterval: leaseMs / 2,
      // The number of attempts already limits how many workers a job may cost.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      drainDelay: DRAINED_S,
      runRetryDelay: RETRY_MS,
      settings: { backoffStrategy: (_made, _type, _error, job) => backoffMs(attemptOf(job as Job)) },
    });
    this.#worker.on('error', onError);
    this.#worker.on('lockRenewalFailed', (ids: string[]) => {
      for (const running of this.#running) if (ids.includes(running.job.id ?? '')) abort(running, 'lost');
    });
    this.#look = setInterval(
      () => {
        this.#lookForCancelled().catch(onError);
      },
      Math.min(leaseMs / SIGNS_PER_LEASE, LOOK_MS_MAX),
    );
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    // Takes no new jobs, and resolves when Redis has the ends of the running ones.
    const told = this.#worker.close().catch(this.#onError);
    const ended = Promise.all([...this.#running].map((running) => running.ended));
    await atMost(graceMs, ended);
    for (const running of this.#running) abort(running, 'stopping');
    await ended;
    await atMost(TELL_MS, told);
    clearInterval(this.#look);
    this.#connection.disconnectAll();
    await this.#worker.endSigns();
  }

  /** Ends in the way BullMQ expects: resolves, or throws one of its errors. The original error is not written to Redis. */
  async #attempt(job: Job<Rung>, token: string): Promise<undefined> {
    const attempt = attemptOf(job);
    const isLastAttempt = attempt >= this.#options.attempts;
    let written = Promise.resolve();
    const progress = throttledProgress((stage, done, total) => {
      written = written.then(() => job.updateProgress({ attempt, stage, done, total })).catch(this.#onError);
    });
    // Fetched just before it stopped.
    if (this.#isStopping) throw await this.#leave(job, token, 'stopping');
    try {
      await this.#handle(job, { attempt, isLastAttempt, progress });
    } catch (error) {
      if (error instanceof JobAborted && error.why !== 'cancelled') throw await this.#leave(job, token, error.why);
      this.#options.onFailure(job.data.id, error, attempt);
      throw isLastAttempt ? new UnrecoverableError('failed for the last time') : new Error('failed');
    } finally {
      await written;
    }
    return undefined;
  }

  async #handle(job: Job<Rung>, context: Omit<JobContext, 'signal'>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const running: Running = { abort: new AbortController(), job, ended: promise };
    this.#running.add(running);
    if (job.data.cancelled === true) abort(running, 'cancelled');
    try {
      await this.#run(job.data.id, { ...context, signal: running.abort.signal });
    } finally {
      this.#running.delete(running);
      resolve(undefined);
    }
  }

  /** A lost job belongs to another worker already; a job left at a stop waits again, and this was no attempt. */
  async #leave(job: Job<Rung>, token: string, why: 'stopping' | 'lost'): Promise<WaitingError> {
    if (why === 'stopping') await job.moveToWait(token).catch(this.#onError);
    return new WaitingError();
  }

  /** A message can be lost, but the mark beside the job cannot, so the worker polls it. */
  async #lookForCancelled(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      for (const running of this.#running) {
        const text = await this.#connection.hget(this.#worker.toKey(running.job.id ?? ''), 'data');
        // Gone with all that Redis held.
        if (text === null) abort(running, 'lost');
        else if ((JSON.parse(text) as Rung).cancelled === true) abort(running, 'cancelled');
      }
    } finally {
      this.#isLooking = false;
    }
  }
}

function abort(running: Running, why: JobAborted['why']): void {
  if (!running.abort.signal.aborted) running.abort.abort(new JobAborted(why));
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, pause(ms, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
}
