/**
 * Whether a service is ready for requests: its stores answer and no projection is stalled. The result holds names and numbers
 * only. Own code: what @nestjs/terminus reports has another shape than the contract, and the worker serves no Nest application.
 */
import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { LifeCycle } from '#libs/observability/life-cycle.ts';
import type { ProjectionLag, ProjectionWatch } from '#libs/observability/projection-watch.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** The fault, in French; absent when sound. */
  readonly detail?: string;
  readonly lagEvents?: number;
  /** Whole seconds. */
  readonly lagSeconds?: number;
}

export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

export interface Thresholds {
  /** Maximum number of unprocessed events. */
  readonly lagEvents: number;
  /** Maximum age of the oldest unprocessed event, s. */
  readonly lagSeconds: number;
}

interface ReadinessSettings {
  readonly log: EventStore;
  readonly watch: ProjectionWatch;
  readonly lifeCycle: LifeCycle;
  readonly thresholds: Thresholds;
}

/** Shorter than the retries of an engine, so that the caller need not wait for them. */
const ANSWER_MS = 2_000;

async function answered<T>(answer: Promise<T>): Promise<T> {
  const waited = new AbortController();
  const tooLong = setTimeout(ANSWER_MS, undefined, { signal: waited.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER_MS} ms`);
  });
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    waited.abort();
  }
}

export class Readiness {
  readonly #settings: ReadinessSettings;

  #askQueue: (() => Promise<unknown>) | undefined;

  constructor(settings: ReadinessSettings) {
    this.#settings = settings;
  }

  /** Adds the queue of jobs to the checks: its probe rejects when the queue is unreachable. */
  watchQueue(ask: () => Promise<unknown>): void {
    this.#askQueue = ask;
  }

  async report(): Promise<ReadinessReport> {
    const [eventStore, queue, projections] = await Promise.all([
      this.#eventStore(),
      this.#queue(),
      this.#projections(),
    ]);
    const checks = [this.#running(), eventStore, ...queue, ...projections];
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  #running(): Check {
    return this.#settings.lifeCycle.stopping
      ? { name: 'service', ok: false, detail: 'arrêt en cours' }
      : { name: 'service', ok: true };
  }

  async #eventStore(): Promise<Check> {
    try {
      await answered(this.#settings.log.end());
      return { name: 'event-store', ok: true };
    } catch {
      return { name: 'event-store', ok: false, detail: 'le journal ne répond pas' };
    }
  }

  async #queue(): Promise<Check[]> {
    if (this.#askQueue === undefined) return [];
    try {
      await answered(this.#askQueue());
      return [{ name: 'queue', ok: true }];
    } catch {
      return [{ name: 'queue', ok: false, detail: 'la file des travaux ne répond pas' }];
    }
  }

  async #projections(): Promise<Check[]> {
    try {
      const lags = await answered(this.#settings.watch.lags());
      return [{ name: 'read-store', ok: true }, ...lags.map((lag) => this.#projection(lag))];
    } catch {
      return [{ name: 'read-store', ok: false, detail: 'les projections ne répondent pas' }];
    }
  }

  #projection({ name, events, seconds, unsound }: ProjectionLag): Check {
    const { lagEvents, lagSeconds } = this.#settings.thresholds;
    const age = Math.floor(seconds);
    const faults = [
      ...(unsound ? ['elle n’a pas traité autant d’événements qu’il y en a : à reconstruire'] : []),
      ...(events > lagEvents ? [`${events} événements à traiter, plus que ${lagEvents}`] : []),
      ...(seconds > lagSeconds ? [`le plus ancien événement à traiter a ${age} s, plus que ${lagSeconds}`] : []),
    ];
    const check = { name: `projection ${name}`, ok: faults.length === 0, lagEvents: events, lagSeconds: age };
    return faults.length === 0 ? check : { ...check, detail: faults.join(' ; ') };
  }
}
