/**
 * Runs the open jobs of the log as the queue shares them out, and records how each ended. Rings the queue again for open jobs that it
 * has lost.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { JobFailure } from '#libs/jobs/failures.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { type Job, isOpenJob } from '#libs/jobs/job/state.ts';
import type { JobOutcome } from '#libs/jobs/job/decide.ts';
import { endJob, jobOf } from '#libs/jobs/job/jobs.ts';
import { type JobContext, JobAborted, type JobQueue, type Working } from '#libs/jobs/job-queue.ts';
import { Outage } from '#libs/kernel/outage.ts';

/** Does one kind of job, and gives its result as JSON. Idempotent: it may run again from the beginning. */
export type JobHandler = (job: Job, context: JobContext) => Promise<unknown>;

/** Work that no event asks for; a store tells what to do and what is done. Idempotent; the caller rings again if needed. */
export type Errand = (id: string, context: JobContext) => Promise<void>;

/**
 * The result, as JSON, of a job that finished although its worker was lost before the log recorded it; undefined if it did not finish.
 * Called before a job that does everything at once is recorded as failed or cancelled.
 */
export type DoneBefore = (job: Job) => Promise<unknown>;

export interface RunnerSettings {
  readonly log: EventStore;
  readonly queue: JobQueue;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** Keyed by kind. */
  readonly doneBefore?: Readonly<Record<string, DoneBefore>>;
  /** Keyed by the prefix of their ids, before a colon. */
  readonly errands?: Readonly<Record<string, Errand>>;
  readonly worker: string;
  readonly concurrency: number;
  readonly attempts: number;
  readonly backoffMs: (attempt: number) => number;
  readonly leaseMs: number;
  /** How often the log is searched for open jobs that the queue may have lost, ms. */
  readonly lookMs: number;
  /** ISO 8601 instant. */
  readonly now: () => string;
  /** The refusal of the rules, as a sentence in French; undefined for an error that another attempt may solve. */
  readonly refusalOf: (error: unknown) => string | undefined;
  /** Whether an error comes from an engine that does not answer, and not from the job. */
  readonly isAway: (error: unknown) => boolean;
  /** How long an attempt is repeated while an engine is unavailable, ms. */
  readonly patienceMs: number;
  /** Pause between two such repetitions, ms. */
  readonly awayPauseMs: number;
  /** The sentence in French that the log keeps with the job. */
  readonly sentenceOf: (failure: JobFailure) => string;
  /** Called for an unavailable engine, once per job. */
  readonly onFailure: (id: string, error: unknown, attempt: number) => void;
  /** Called when the unavailable engine answers again and the job is done. */
  readonly onBack?: (id: string) => void;
  /** Called if the log or the queue could not be reached while looking; the look is repeated, and reported once. */
  readonly onLookFailed: (error: unknown) => void;
  /** Called when they are reached again. */
  readonly onLookedAgain?: () => void;
}

export interface Runner {
  /** As Working.stop. */
  stop(graceMs: number): Promise<void>;
}

export async function runJobs(settings: RunnerSettings): Promise<Runner> {
  const { queue, worker, concurrency, attempts, backoffMs, leaseMs, onFailure } = settings;
  const pending = new PendingJobs(settings);
  const working: Working = await queue.work((id, context) => runPatiently(settings, id, context), {
    worker,
    concurrency,
    attempts,
    backoffMs,
    leaseMs,
    onFailure,
  });
  pending.start();
  return {
    stop: async (graceMs) => {
      await pending.stop();
      await working.stop(graceMs);
    },
  };
}

/** Repeats the same attempt while an engine is unavailable: an outage of a minute must not use up all attempts of a job. */
async function runPatiently(settings: RunnerSettings, id: string, context: JobContext): Promise<void> {
  const until = performance.now() + settings.patienceMs;
  const outage = new Outage();
  for (;;) {
    const [isPatient, wasToStop] = [performance.now() < until, context.signal.aborted];
    try {
      await runJob(settings, id, context, isPatient);
      if (outage.ends()) settings.onBack?.(id);
      return;
    } catch (error) {
      if (!isPatient || !settings.isAway(error)) throw error;
      const reason: unknown = context.signal.reason;
      if (reason instanceof JobAborted && reason.why !== 'cancelled') throw reason;
      // A cancelled job begins once more, in order to end as cancelled.
      if (wasToStop) throw error;
      if (outage.isNews(error)) settings.onFailure(id, error, context.attempt);
      await pause(settings.awayPauseMs, undefined, { signal: context.signal }).catch(() => undefined);
    }
  }
}

async function runJob(settings: RunnerSettings, id: string, context: JobContext, isPatient: boolean): Promise<void> {
  const [name, ...rest] = id.split(':');
  if (name !== undefined && rest.length > 0) return runErrand(settings, name, id, context);
  const job = await jobOf(settings.log, id);
  // Already ended: the queue may ring late.
  if (job === undefined || !isOpenJob(job)) return;
  const ended = job.status === 'PENDING' ? await attempt(settings, job, context, isPatient) : CANCELLED;
  const outcome = ended.type === 'succeed' ? ended : await unlessDone(settings, job, ended);
  const meta = metaOf(settings, job, context);
  await endJob(settings.log, id, outcome, meta, commitOf(meta, id));
}

async function runErrand(
  { errands = {} }: RunnerSettings,
  name: string,
  id: string,
  context: JobContext,
): Promise<void> {
  const errand = errands[name];
  // Another worker may do this errand.
  if (errand === undefined) throw new Error(`this worker does no ${name}`);
  await errand(id, context);
}

/** The outcome of this attempt. Throws if it, another attempt or another worker may still succeed. */
async function attempt(
  settings: RunnerSettings,
  job: Job,
  context: JobContext,
  isPatient: boolean,
): Promise<JobOutcome> {
  const failed = (failure: JobFailure): JobOutcome => ({ type: 'fail', error: settings.sentenceOf(failure) });
  const handler = settings.handlers[job.kind];
  if (handler === undefined) return failed({ code: 'JOB_WITHOUT_HANDLER', data: { kind: job.kind } });
  // Each earlier attempt may have cost a worker.
  if (context.attempt > settings.attempts) return failed({ code: 'JOB_LOST_ITS_WORKERS', data: {} });
  try {
    context.signal.throwIfAborted();
    return { type: 'succeed', result: (await handler(job, context)) ?? null };
  } catch (error) {
    if (error instanceof JobAborted && error.why === 'cancelled') return CANCELLED;
    if (error instanceof JobAborted) throw error;
    const refusal = settings.refusalOf(error);
    if (refusal !== undefined) return { type: 'fail', error: refusal };
    if (!context.isLastAttempt || (isPatient && settings.isAway(error))) throw error;
    settings.onFailure(job.id, error, context.attempt);
    return failed({ code: 'JOB_FAILED_EACH_ATTEMPT', data: {} });
  }
}

/** A late success replaces a failure. Throws if the store cannot be read now. */
async function unlessDone({ doneBefore = {} }: RunnerSettings, job: Job, ended: JobOutcome): Promise<JobOutcome> {
  const result = await doneBefore[job.kind]?.(job);
  return result === undefined ? ended : { type: 'succeed', result };
}

const CANCELLED: JobOutcome = { type: 'cancelled' };

/** A separate key for each attempt; of two attempts with the same outcome, the first recorded one stands. */
function metaOf({ worker, now }: RunnerSettings, { id }: Job, { attempt: no }: JobContext): CommandMeta {
  return { by: { name: worker, assurance: 'asserted', osUser: '' }, key: `end ${id} ${worker} ${no}`, at: now() };
}

function commitOf({ by, at }: CommandMeta, id: string): Commit {
  return { recordedAt: at, actor: by.name, correlation: id, causation: 'job' };
}

/** A worker that starts reads of years of jobs no request and no result. */
const NOTED = ['stream', 'type', 'position'] as const;

/** Rings for every open job of the log at each look, and tells the queue of every job that is to stop. */
class PendingJobs {
  readonly #settings: RunnerSettings;
  /** By id: the position of the request. */
  readonly #pending = new Map<string, number>();
  /** Jobs to stop that the queue does not know about yet. */
  readonly #cancelled = new Set<string>();
  readonly #outage = new Outage();
  #position = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
  }

  start(): void {
    const look = (): void => {
      this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    };
    this.#timer = setInterval(look, this.#settings.lookMs);
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { log, queue, onLookFailed, onLookedAgain } = this.#settings;
    try {
      const end = await log.end();
      if (end > this.#position)
        for await (const batch of log.read({ after: this.#position, upTo: end, categories: ['job'], fields: NOTED }))
          for (const event of batch) this.#note(event);
      this.#position = end;
      for (const [id, position] of this.#pending)
        if ((await queue.progress(id)) === undefined) await queue.ring(id, await this.#kindAt(position));
      for (const id of this.#cancelled) {
        // The process that was asked to cancel may not have reached the queue.
        await queue.cancel(id);
        this.#cancelled.delete(id);
      }
      if (this.#outage.ends()) onLookedAgain?.();
    } catch (error) {
      if (this.#outage.isNews(error)) onLookFailed(error);
    }
  }

  async #kindAt(position: number): Promise<string> {
    for await (const [event] of this.#settings.log.read({ after: position - 1, upTo: position }))
      if (event !== undefined) return (contentOf(event) as { readonly kind: string }).kind;
    throw new RangeError(`the log has no event ${position}`);
  }

  #note({ stream, type, position }: Pick<RecordedEvent, (typeof NOTED)[number]>): void {
    const id = stream.slice('job-'.length);
    if (type === 'JobRequested') this.#pending.set(id, position);
    else if (type === 'JobCancelRequested') this.#cancelled.add(id);
    else {
      this.#pending.delete(id);
      this.#cancelled.delete(id);
    }
  }
}
