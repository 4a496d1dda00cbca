/**
 * The queue for several machines: BullMQ on Redis. It stores nothing that the log does not have, so Redis may be restarted or emptied at
 * any moment.
 */
import { type Job, Queue } from 'bullmq';
import { RedisConnection } from '#libs/jobs/bullmq/redis-connection.ts';
import { BullWorkshop, type Rung, attemptOf } from '#libs/jobs/bullmq/bull-workshop.ts';
import {
  type JobProgress,
  type JobQueue,
  type QueueDepth,
  QueueUnreachable,
  type RunJob,
  type WorkOptions,
  type Working,
} from '#libs/jobs/job-queue.ts';

export interface BullQueueSettings {
  /** Redis cannot be reached, or answered with an error. It is retried without end. */
  readonly onError: (error: Error) => void;
  /** Queues of different names on one Redis are independent. */
  readonly name?: string;
}

const NAME = 'decompte';
/** How long a caller waits for a connection or an answer, ms. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 10_000;
const RECONNECT_MS_MAX = 5_000;
/** BullMQ counts attempts per ring, this port per worker run: the worker itself decides which attempt is the last. */
const ENDLESS = Number.MAX_SAFE_INTEGER;
/** How long the trace of a probe is kept, in seconds. */
const PROBE_KEPT_S = 60;

export class BullJobQueue implements JobQueue {
  readonly #url: string;
  readonly #settings: BullQueueSettings;
  readonly #connection: RedisConnection;
  readonly #queue: Queue<Rung>;
  readonly #workshops = new Set<BullWorkshop>();

  /** `redis://[USER:PASSWORD@]HOST:PORT[/DATABASE]`, or `rediss://` for TLS. Connects on its own, and again when it is cut off. */
  constructor(url: string, settings: BullQueueSettings) {
    this.#url = url;
    this.#settings = settings;
    this.#connection = this.#connect({ maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS });
    // BullMQ asks for the version of Redis once; a queue that loses its connection before the answer never works again.
    this.#queue = new Queue(this.#name, { connection: this.#connection, skipVersionCheck: true });
    this.#queue.on('error', settings.onError);
  }

  async ring(id: string, kind: string): Promise<void> {
    const options = {
      jobId: jobIdOf(id),
      attempts: ENDLESS,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 0,
    };
    await this.#answered(() => this.#queue.add(kind, { id }, options));
  }

  async progress(id: string): Promise<JobProgress | undefined> {
    return this.#answered(async () => {
      const job = await this.#queue.getJob(jobIdOf(id));
      const state = STATES.get((await job?.getState()) ?? '');
      if (job === undefined || state === undefined) return undefined;
      if (state === 'running') return running(job);
      return { ...NOTHING_YET, state, attempt: attemptOf(job) - 1, worker: undefined };
    });
  }

  cancel(id: string): Promise<void> {
    return this.#answered(() => this.#cancel(id));
  }

  async #cancel(id: string): Promise<void> {
    const job = await this.#queue.getJob(jobIdOf(id));
    if (job === undefined) return;
    try {
      await job.updateData({ id, cancelled: true });
      if (await job.isDelayed()) await job.promote();
    } catch (error) {
      // It may have ended, or begun, in between.
      if (await job.isDelayed()) throw error;
    }
  }

  async depth(): Promise<QueueDepth> {
    return this.#answered(async () => {
      // A Redis that is full or a replica still answers reads, so the probe writes.
      await this.#connection.set(`bull:${this.#name}:writable`, '', 'EX', PROBE_KEPT_S);
      const { waiting = 0, delayed = 0, active = 0 } = await this.#queue.getJobCounts('waiting', 'delayed', 'active');
      return { waiting, delayed, running: active };
    });
  }

  async work(run: RunJob, options: WorkOptions): Promise<Working> {
    // Workers wait for Redis as long as it takes.
    const connection = this.#connect({ maxRetriesPerRequest: null });
    const workshop = new BullWorkshop(this.#name, connection, run, options, this.#settings.onError);
    this.#workshops.add(workshop);
    return {
      stop: async (graceMs) => {
        await workshop.stop(graceMs);
        this.#workshops.delete(workshop);
      },
    };
  }

  async close(): Promise<void> {
    for (const workshop of this.#workshops) await workshop.stop(0);
    // Close hangs while Redis is unreachable; by now every caller has its answer.
    this.#queue.close().catch(this.#settings.onError);
    this.#connection.disconnectAll();
  }

  get #name(): string {
    return this.#settings.name ?? NAME;
  }

  #connect(options: { maxRetriesPerRequest: number | null; commandTimeout?: number }): RedisConnection {
    return new RedisConnection(this.#url, {
      ...options,
      connectTimeout: CONNECT_MS,
      retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), RECONNECT_MS_MAX),
    });
  }

  /** Throws QueueUnreachable if Redis cannot be reached, or refuses the request. */
  async #answered<T>(ask: () => Promise<T>): Promise<T> {
    await this.#reachable();
    try {
      return await ask();
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      const failure = message.startsWith('OOM ')
        ? ({ code: 'QUEUE_FULL', data: {} } as const)
        : ({ code: 'QUEUE_SILENT', data: { seconds: undefined } } as const);
      throw new QueueUnreachable(failure, { cause: error });
    }
  }

  /** Waits for the connection a while. Throws QueueUnreachable. */
  async #reachable(): Promise<void> {
    const connection = this.#connection;
    if (connection.status === 'ready') return;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const ready = (): void => {
      resolve(undefined);
    };
    const timer = setTimeout(() => {
      const seconds = CONNECT_MS / 1_000;
      reject(new QueueUnreachable({ code: 'QUEUE_SILENT', data: { seconds } }));
    }, CONNECT_MS);
    connection.once('ready', ready);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      connection.off('ready', ready);
    }
  }
}

const STATES = new Map<string, JobProgress['state']>([
  ['waiting', 'waiting'],
  ['delayed', 'delayed'],
  ['active', 'running'],
]);

interface Report {
  readonly attempt: number;
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

const NOTHING_YET = { stage: undefined, done: 0, total: 0 };

/** Drops the progress of an earlier attempt. */
function running(job: Job): JobProgress {
  const attempt = attemptOf(job);
  const report = job.progress as Partial<Report>;
  const { stage, done, total } = report.attempt === attempt ? { ...NOTHING_YET, ...report } : NOTHING_YET;
  return { state: 'running', attempt, worker: job.processedBy, stage, done, total };
}

/** BullMQ rejects an id that is a number or has a colon. */
function jobIdOf(id: string): string {
  return `job-${encodeURIComponent(id)}`;
}
