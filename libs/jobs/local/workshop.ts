/** One worker at its jobs: claims them, gives signs of life, tries again, and ends in good order. */
import { type JobContext, JobAborted, type RunJob, type WorkOptions } from '#libs/jobs/job-queue.ts';
import { throttledProgress } from '#libs/jobs/throttled-progress.ts';

export interface Claimed {
  readonly id: string;
  readonly token: number;
  /** From 1. */
  readonly attempt: number;
}

/** Where claims are kept; a claim whose token is an old one changes nothing. */
export interface ClaimStore {
  claim(worker: string, leaseMs: number): Claimed | undefined;
  keep(claimed: Claimed, leaseMs: number): 'kept' | 'cancelled' | 'lost';
  report(claimed: Claimed, stage: string, done: number, total: number): void;
  finish(claimed: Claimed): void;
  delay(claimed: Claimed, delayMs: number): void;
  /** Without having been an attempt. */
  handBack(claimed: Claimed): void;
}

/** Signs of life per lease: two may go missing. */
const SIGNS_PER_LEASE = 4;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export class Workshop {
  readonly #store: ClaimStore;
  readonly #run: RunJob;
  readonly #options: WorkOptions;
  readonly #running = new Set<Running>();
  readonly #poll: NodeJS.Timeout;
  #stopping = false;

  constructor(store: ClaimStore, run: RunJob, options: WorkOptions, pollMs: number) {
    this.#store = store;
    this.#run = run;
    this.#options = options;
    this.#poll = setInterval(() => {
      this.wake();
    }, pollMs);
    this.wake();
  }

  /** Looks for something to do now. */
  wake(): void {
    const { worker, concurrency, leaseMs } = this.#options;
    while (!this.#stopping && this.#running.size < concurrency) {
      const claimed = this.#store.claim(worker, leaseMs);
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
    for (const { abort } of this.#running) abort.abort(new JobAborted('stopping'));
    await all;
  }

  #begin(claimed: Claimed): void {
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

  async #attempt(claimed: Claimed, abort: AbortController): Promise<void> {
    const { leaseMs, attempts, backoffMs, onFailure } = this.#options;
    const signs = setInterval(() => {
      this.#giveSign(claimed, abort);
    }, leaseMs / SIGNS_PER_LEASE);
    // Asked to stop before it began: it is told at once.
    this.#giveSign(claimed, abort);
    try {
      await this.#run(claimed.id, this.#context(claimed, abort.signal));
      this.#store.finish(claimed);
    } catch (error) {
      if (error instanceof JobAborted && error.why !== 'cancelled') {
        if (error.why === 'stopping') this.#store.handBack(claimed);
        return;
      }
      onFailure(claimed.id, error, claimed.attempt);
      if (claimed.attempt >= attempts) this.#store.finish(claimed);
      else this.#store.delay(claimed, backoffMs(claimed.attempt));
    } finally {
      clearInterval(signs);
    }
  }

  #giveSign(claimed: Claimed, abort: AbortController): void {
    const state = this.#store.keep(claimed, this.#options.leaseMs);
    if (state !== 'kept' && !abort.signal.aborted) abort.abort(new JobAborted(state));
  }

  #context(claimed: Claimed, signal: AbortSignal): JobContext {
    return {
      signal,
      attempt: claimed.attempt,
      isLastAttempt: claimed.attempt >= this.#options.attempts,
      progress: throttledProgress((stage, done, total) => {
        this.#store.report(claimed, stage, done, total);
      }),
    };
  }
}
