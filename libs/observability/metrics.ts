/** Metrics of the services, for Prometheus. No label holds a part of a request except its route as written in the code. */
import { answeredInTime } from '#libs/observability/answered.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Buckets in seconds: an append waits for the disk; a calculation takes from less than a second to minutes. */
const FAST = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const SLOW = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1_024, 4_096, 16_384];

/** Number of jobs by state. */
interface QueueDepth {
  readonly waiting: number;
  readonly running: number;
  readonly delayed: number;
}

/** Lag of a projection. */
export interface Lag {
  readonly name: string;
  /** Unprocessed events. */
  readonly events: number;
  /** Age of the oldest unprocessed event, s; 0 if there is none. */
  readonly seconds: number;
}

export class Metrics {
  readonly registry = new Registry();
  readonly appends: Histogram<'operation'>;
  readonly appendedEvents: Histogram<'operation'>;
  readonly conflicts: Counter<'reason'>;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly calculations: Histogram<'outcome'>;
  readonly jobs: Histogram<'kind' | 'outcome'>;
  readonly feedClients: Gauge;
  readonly webhookDeliveries: Counter<'outcome'>;
  readonly #failures: Counter<'figure'>;
  readonly #answerMs: number | undefined;

  /** `answerMs`: how long a figure is waited for. */
  constructor(answerMs?: number) {
    this.#answerMs = answerMs;
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#failures = new Counter({
      name: 'decompte_figures_missing_total',
      help: 'Times that a figure could not be had, because what gives it did not answer.',
      labelNames: ['figure'],
      registers,
    });
    this.appends = new Histogram({
      name: 'decompte_append_seconds',
      help: 'Time an append to the log took, until it was durable.',
      labelNames: ['operation'],
      buckets: FAST,
      registers,
    });
    this.appendedEvents = new Histogram({
      name: 'decompte_append_events',
      help: 'Events given to one append.',
      labelNames: ['operation'],
      buckets: SIZES,
      registers,
    });
    this.conflicts = new Counter({
      name: 'decompte_append_conflicts_total',
      help: 'Appends refused because another writer was there before.',
      labelNames: ['reason'],
      registers,
    });
    this.requests = new Histogram({
      name: 'decompte_http_request_seconds',
      help: 'Time from a request to the end of its answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: FAST,
      registers,
    });
    this.calculations = new Histogram({
      name: 'decompte_calculation_seconds',
      help: 'Time a calculation took.',
      labelNames: ['outcome'],
      buckets: SLOW,
      registers,
    });
    this.jobs = new Histogram({
      name: 'decompte_job_seconds',
      help: 'Time a job took, by its kind.',
      labelNames: ['kind', 'outcome'],
      buckets: SLOW,
      registers,
    });
    this.feedClients = new Gauge({
      name: 'decompte_feed_clients',
      help: 'Clients that read the feed as server-sent events.',
      registers,
    });
    this.webhookDeliveries = new Counter({
      name: 'decompte_webhook_deliveries_total',
      help: 'Deliveries to webhooks, by what came of them.',
      labelNames: ['outcome'],
      registers,
    });
  }

  /** Reads the lag of the projections at each scrape. */
  watchProjections(lags: () => Promise<readonly Lag[]>): void {
    const labelNames = ['projection'] as const;
    this.#watch('projection_lag_events', 'Events that a projection has not processed.', labelNames, async (gauge) => {
      for (const { name, events } of await lags()) gauge.set({ projection: name }, events);
    });
    const about = 'Age of the oldest event that a projection has not processed.';
    this.#watch('projection_lag_seconds', about, labelNames, async (gauge) => {
      for (const { name, seconds } of await lags()) gauge.set({ projection: name }, seconds);
    });
  }

  /** Reads the depth of the queue at each scrape. */
  watchQueue(depth: () => Promise<QueueDepth>): void {
    this.#watch('jobs', 'Jobs that wait, run, or wait for their time.', ['state'] as const, async (gauge) => {
      for (const [state, count] of Object.entries(await depth())) gauge.set({ state }, count as number);
    });
  }

  /** A store that does not answer loses its own metrics only. */
  #watch<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    look: (gauge: Gauge<Label>) => Promise<void>,
  ): void {
    const [failures, answerMs] = [this.#failures, this.#answerMs];
    new Gauge({
      name: `decompte_${name}`,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        try {
          await answeredInTime(look(this), answerMs);
        } catch {
          this.reset();
          failures.inc({ figure: name });
        }
      },
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
