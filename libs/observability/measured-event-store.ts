/** An event store that counts, times and traces the appends of another. */
import type { Commit, EventField, RecordedEvent } from '#libs/event-store/event.ts';
import {
  type CarriedOver,
  type Entry,
  type EventStore,
  type Lease,
  type LeaseHolder,
  LeaseLost,
  type LogElsewhere,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import type { Metrics } from '#libs/observability/metrics.ts';
import type { Tracing } from '#libs/observability/spans.ts';
import { NO_TRACING } from '#libs/observability/tracing.ts';

type Operation = 'append' | 'record' | 'recordEach' | 'copy';

export class MeasuredEventStore implements EventStore {
  readonly #of: EventStore;
  readonly #metrics: Metrics;
  readonly #tracing: Tracing;

  constructor(of: EventStore, metrics: Metrics, tracing: Tracing = NO_TRACING) {
    this.#of = of;
    this.#metrics = metrics;
    this.#tracing = tracing;
  }

  get keys(): EventStore['keys'] {
    return this.#of.keys;
  }

  get sealedElsewhere(): EventStore['sealedElsewhere'] {
    return this.#of.sealedElsewhere;
  }

  get begunElsewhere(): EventStore['begunElsewhere'] {
    return this.#of.begunElsewhere;
  }

  sealRows(sealer: RowSealer): boolean {
    return this.#of.sealRows(sealer);
  }

  append(...asked: Parameters<EventStore['append']>): Promise<Outcome> {
    const [, events] = asked;
    return this.#measured('append', events.length, () => this.#of.append(...asked));
  }

  record(...asked: Parameters<EventStore['record']>): Promise<Outcome> {
    const [events] = asked;
    return this.#measured('record', events.length, () => this.#of.record(...asked));
  }

  recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    const events = entries.reduce((sum, entry) => sum + entry.events.length, 0);
    return this.#measured('recordEach', events, () => this.#of.recordEach(entries, lease));
  }

  copy(entries: readonly Entry[], isWhole?: boolean): Promise<void> {
    const events = entries.reduce((sum, entry) => sum + entry.events.length, 0);
    return this.#measured('copy', events, () => this.#of.copy(entries, isWhole));
  }

  read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    return this.#of.read(options);
  }

  readStream<Field extends EventField = EventField>(
    stream: string,
    options?: StreamReadOptions<Field>,
  ): Promise<readonly Pick<RecordedEvent, Field>[]> {
    return this.#of.readStream(stream, options);
  }

  elsewhere(): Promise<LogElsewhere | undefined> {
    return this.#of.elsewhere();
  }

  begun(streams: readonly string[]): Promise<readonly string[]> {
    return this.#of.begun(streams);
  }

  find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    return this.#of.find(stream, id);
  }

  known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    return this.#of.known(events);
  }

  commit(number: number): Promise<Commit> {
    return this.#of.commit(number);
  }

  end(): Promise<number> {
    return this.#of.end();
  }

  linkAt(position: number): Promise<string | undefined> {
    return this.#of.linkAt(position);
  }

  get links(): 'events' | 'stored' {
    return this.#of.links;
  }

  carriedOver(): Promise<CarriedOver | undefined> {
    return this.#of.carriedOver();
  }

  count(categories?: readonly string[]): Promise<number> {
    return this.#of.count(categories);
  }

  async acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    try {
      return await this.#of.acquireLease(name, holder, now);
    } catch (error) {
      this.#countConflict(error);
      throw error;
    }
  }

  releaseLease(lease: Lease): Promise<void> {
    return this.#of.releaseLease(lease);
  }

  close(): Promise<void> {
    return this.#of.close();
  }

  async #measured<T>(operation: Operation, events: number, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await this.#tracing.span(`append ${operation}`, { 'decompte.events': events }, work);
    } catch (error) {
      this.#countConflict(error);
      throw error;
    } finally {
      this.#metrics.appends.observe({ operation }, (performance.now() - start) / 1_000);
      this.#metrics.appendedEvents.observe({ operation }, events);
    }
  }

  #countConflict(error: unknown): void {
    if (error instanceof RevisionConflict) this.#metrics.conflicts.inc({ reason: 'revision' });
    if (error instanceof LeaseLost) this.#metrics.conflicts.inc({ reason: 'lease' });
  }
}
