/**
 * One worker: claims jobs, gives signs of life, retries, and shuts down cleanly. Retries if the store does not answer; if a worker ends
 * before the store answers, its lease lapses.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type JobContext, JobAborted, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { throttledProgress } from '#libs/jobs/throttled-progress.ts';

export interface ClaimedJob {
  readonly id: string;
  readonly token: number;
  /** Starts at 1. */
  readonly attempt: number;
}

/** The store of claims; an outdated token changes nothing. */
export interface ClaimStore {
  claim(worker: string, leaseMs: number): ClaimedJob | undefined;
  keep(claimed: ClaimedJob, leaseMs: number): 'kept' | 'cancelled' | 'lost';
  report(claimed: ClaimedJob, stage: string, done: number, total: number): void;
  finish(claimed: ClaimedJob): void;
  delay(claimed: ClaimedJob, delayMs: number): void;
  /** Does not count as an attempt. */
  handBack(claimed: ClaimedJob): void;
}

/** Signs of life per lease: two may go missing. */
const SIGNS_PER_LEASE = 4;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export interface WorkshopSettings {
  /** How often it looks for something to do, ms. */
  readonly pollMs: number;
  /** Called if the store did not answer; it is asked again. */
  readonly onError: (error: Error) => void;
}

export class Workshop {
  readonly #store: ClaimStore;
  readonly #run: RunJob;
  readonly #options: WorkOptions;
  readonly #settings: WorkshopSettings;
  readonly #running = new Set<Running>();
  readonly #poll: NodeJS.Timeout;
  #stopping = false;
  #isGraceOver = false;

  constructor(store: ClaimStore, run: RunJob, options: WorkOptions, settings: WorkshopSettings) {
    this.#store = store;
    this.#run = run;
    this.#options = options;
    this.#settings = settings;
    this.#poll = setInterval(() => {
      this.wake();
    }, settings.pollMs);
    this.wake();
  }

  /** Looks for something to do now. */
  wake(): void {
    const { worker, concurrency, leaseMs } = this.#options;
    while (!this.#stopping && this.#running.size < concurrency) {
      const claimed = this.#asked(() => this.#store.claim(worker, leaseMs));
      if (claimed === undefined) return;
      this.#begin(claimed);
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#poll);
    const all = Promise.all([...this.#running].map(({ ended }) => ended));
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([all, grace]);
    clearTimeout(timer);
    this.#isGraceOver = true;
    for (const { abort } of this.#running) abort.abort(new JobAborted('stopping'));
    await all;
  }

  #begin(claimed: ClaimedJob): void {
    const abort = new AbortController();
    const running: Running = {
      abort,
      ended: this.#attempt(claimed, abort).finally(() => {
        this.#running.delete(running);
        this.wake();
      }),
    };
    this.#running.add(running);
  }

  async #attempt(claimed: ClaimedJob, abort: AbortController): Promise<void> {
    const signs = setInterval(() => {
      this.#giveSign(claimed, abort);
    }, this.#options.leaseMs / SIGNS_PER_LEASE);
    // A stop came before it began: abort at once.
    this.#giveSign(claimed, abort);
    await this.#tell(await this.#outcome(claimed, abort.signal));
    clearInterval(signs);
  }

  /** Runs it. Gives the change to write to the store. */
  async #outcome(claimed: ClaimedJob, signal: AbortSignal): Promise<(store: ClaimStore) => void> {
    const { attempts, backoffMs, onFailure } = this.#options;
    try {
      await this.#run(claimed.id, this.#context(claimed, signal));
    } catch (error) {
      if (error instanceof JobAborted && error.why === 'lost') return () => undefined;
      if (error instanceof JobAborted && error.why === 'stopping')
        return (store) => {
          store.handBack(claimed);
        };
      onFailure(claimed.id, error, claimed.attempt);
      if (claimed.attempt < attempts)
        return (store) => {
          store.delay(claimed, backoffMs(claimed.attempt));
        };
    }
    return (store) => {
      store.finish(claimed);
    };
  }

  /** Repeats until the store answers; while stopping, tries once. */
  async #tell(told: (store: ClaimStore) => void): Promise<void> {
    const once = (): true => {
      told(this.#store);
      return true;
    };
    while (this.#asked(once) === undefined && !this.#isGraceOver) await pause(this.#settings.pollMs);
  }

  #giveSign(claimed: ClaimedJob, abort: AbortController): void {
    const state = this.#asked(() => this.#store.keep(claimed, this.#options.leaseMs)) ?? 'kept';
    if (state !== 'kept' && !abort.signal.aborted) abort.abort(new JobAborted(state));
  }

  /** Undefined if the store does not answer. */
  #asked<T>(ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.#settings.onError(error as Error);
      return undefined;
    }
  }

  #context(claimed: ClaimedJob, signal: AbortSignal): JobContext {
    return {
      signal,
      attempt: claimed.attempt,
      isLastAttempt: claimed.attempt >= this.#options.attempts,
      progress: throttledProgress((stage, done, total) => {
        this.#asked(() => {
          this.#store.report(claimed, stage, done, total);
        });
      }),
    };
  }
}
