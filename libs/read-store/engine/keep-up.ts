/** Keeps projections up with the log: polls often at little cost, and retries failures. */
import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Outage } from '#libs/kernel/outage.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';

export interface KeepUpSettings {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection<unknown>[];
  /** Stops it after the batch that is being written. */
  readonly signal: AbortSignal;
  /** Called with each projection that went on, and the position it reached. */
  readonly onFolded?: (name: string, position: number) => void;
  /** Called once for a failure of a projection or of the log. Every failure is retried, without end. */
  readonly onFailure: (name: string, error: unknown) => void;
  /** Called once that is over. */
  readonly onRecovered?: (name: string) => void;
  readonly pollMs?: number;
  readonly retryMs?: number;
}

const POLL_MS = 50;
/** Checks each projection this often also without new events: a rebuild by another process may have left it behind. */
const LOOK_AGAIN_MS = 1_000;
const RETRY_MS = 1_000;
/** After a failure, waits this many times as long as the work took, up to a limit, so that a long failing build does not starve the rest. */
const REST = 4;
const REST_MAX_MS = 300_000;

/** Runs until the signal aborts it. A projection that fails does not keep the others waiting. */
export async function keepUp(settings: KeepUpSettings): Promise<void> {
  const { projections, signal, pollMs = POLL_MS, retryMs = RETRY_MS } = settings;
  const kept = projections.map((projection) => new KeptUp(projection, settings));
  const outage = new Outage();
  while (!signal.aborted) {
    const end = await endOf(settings, outage);
    if (end !== undefined) for (const one of kept) if (one.isDue(end)) await one.bring(end);
    await pause(end === undefined ? retryMs : pollMs, signal);
  }
}

const LOG = 'log';

async function endOf({ log, onFailure, onRecovered }: KeepUpSettings, outage: Outage): Promise<number | undefined> {
  try {
    const end = await log.end();
    if (outage.ends()) onRecovered?.(LOG);
    return end;
  } catch (error) {
    if (outage.isNews(error)) onFailure(LOG, error);
    return undefined;
  }
}

/** A projection that is kept up to date. */
class KeptUp {
  readonly #projection: Projection<unknown>;
  readonly #settings: KeepUpSettings;
  /** End of the log when it was last brought up. */
  #seenEnd = -1;
  #nextLookMs = 0;
  #hasFailed = false;
  readonly #outage = new Outage();
  #reached = -1;

  constructor(projection: Projection<unknown>, settings: KeepUpSettings) {
    this.#projection = projection;
    this.#settings = settings;
  }

  /** After a failure, new events do not make it due any sooner. */
  isDue(end: number): boolean {
    return performance.now() >= this.#nextLookMs || (!this.#hasFailed && end !== this.#seenEnd);
  }

  async bring(end: number): Promise<void> {
    const { log, readStore, signal, onFolded, onFailure, onRecovered, retryMs = RETRY_MS } = this.#settings;
    const { name } = this.#projection;
    const stopOnAbort: Progress = () => {
      signal.throwIfAborted();
    };
    const startMs = performance.now();
    try {
      signal.throwIfAborted();
      const documents = await readStore.upToDate(this.#projection, log, stopOnAbort);
      const { position } = await documents.checkpoint();
      this.#hasFailed = false;
      this.#seenEnd = end;
      this.#nextLookMs = performance.now() + LOOK_AGAIN_MS;
      if (this.#outage.ends()) onRecovered?.(name);
      if (this.#reached !== position) onFolded?.(name, position);
      this.#reached = position;
    } catch (error) {
      if (signal.aborted) return;
      this.#hasFailed = true;
      const tookMs = performance.now() - startMs;
      this.#nextLookMs = performance.now() + Math.max(retryMs, Math.min(REST * tookMs, REST_MAX_MS));
      if (this.#outage.isNews(error)) onFailure(name, error);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
