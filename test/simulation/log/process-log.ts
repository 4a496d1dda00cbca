/**
 * The log as one process of the product sees it: it can stop between any two appends, and it can be made to wait before each, so that two
 * processes take turns. A lens shows the effect of a wrong log or rule.
 */
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type {
  CarriedOver,
  Entry,
  EventStore,
  ExpectedRevision,
  Lease,
  LeaseHolder,
  Outcome,
  ReadOptions,
  StreamAt,
  StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';

/** The process has ended: its work stops here. */
export class Crashed extends Error {}

/** The point at which a process stops. */
export interface CrashPoint {
  /** 1 for the first append of the step. */
  readonly append: number;
  readonly when: 'before' | 'after';
}

/** Changes the events that a process reads or appends, or the stored log itself: a mutant of the product. */
export interface Lens {
  /** At the end of the story; the path is that of the database. */
  readonly tampers?: (path: string) => void;
  readonly reads?: (event: RecordedEvent) => RecordedEvent;
  readonly appends?: (stream: string, events: readonly NewEvent[], commit: Commit) => Appended;
}

interface Appended {
  readonly events: readonly NewEvent[];
  readonly commit?: Commit;
}

export interface StepSettings {
  readonly crash?: CrashPoint;
  /** Called before each append. */
  readonly wait?: () => Promise<void>;
}

/** The writes of the processes over one log: a stream without new writes is not read again. */
export class Writes {
  readonly #byStream = new Map<string, number>();
  #others = 0;

  /** Changes with each write to the stream. */
  version(stream: string): number {
    return this.#others + (this.#byStream.get(stream) ?? 0);
  }

  add(stream: string | undefined): void {
    if (stream === undefined) this.#others++;
    else this.#byStream.set(stream, (this.#byStream.get(stream) ?? 0) + 1);
  }
}

/** How far a stream was read, and the version of its writes then. */
interface Read {
  readonly version: number;
  readonly next: number;
}

export class ProcessLog implements EventStore {
  readonly #store: EventStore;
  readonly #lens: Lens;
  readonly #writes: Writes;
  readonly #read = new Map<string, Read>();
  #step: StepSettings = {};
  #appends = 0;
  #isDead = false;

  constructor(store: EventStore, lens: Lens, writes: Writes) {
    this.#store = store;
    this.#writes = writes;
    this.#lens = lens;
  }

  get keys(): EventStore['keys'] {
    return this.#alive().keys;
  }

  get sealedElsewhere(): EventStore['sealedElsewhere'] {
    return this.#alive().sealedElsewhere;
  }

  get begunElsewhere(): EventStore['begunElsewhere'] {
    return this.#alive().begunElsewhere;
  }

  sealRows(sealer: RowSealer): boolean {
    return this.#alive().sealRows(sealer);
  }

  begin(step: StepSettings): void {
    this.#step = step;
    this.#appends = 0;
  }

  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn?: readonly StreamAt[],
  ): Promise<Outcome> {
    return this.#appending(stream, () => {
      const seen = this.#lens.appends?.(stream, events, commit);
      return this.#store.append(stream, seen?.events ?? events, expected, seen?.commit ?? commit, restsOn);
    });
  }

  record(...asked: Parameters<EventStore['record']>): Promise<Outcome> {
    return this.#appending(undefined, () => this.#store.record(...asked));
  }

  recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    return this.#appending(undefined, () => this.#store.recordEach(entries, lease));
  }

  copy(entries: readonly Entry[]): Promise<void> {
    return this.#appending(undefined, () => this.#store.copy(entries));
  }

  async *read(options: ReadOptions): AsyncIterable<readonly RecordedEvent[]> {
    for await (const batch of this.#alive().read(options)) yield this.#seen(batch);
  }

  async readStream(stream: string, options: StreamReadOptions = {}): Promise<readonly RecordedEvent[]> {
    const store = this.#alive();
    const { from, backwards = false, limit, types } = options;
    if (from === undefined || backwards || limit !== undefined || types !== undefined)
      return this.#seen(await store.readStream(stream, options));
    const [version, last] = [this.#writes.version(stream), this.#read.get(stream)];
    if (last?.version === version && last.next === from) return [];
    const events = await store.readStream(stream, options);
    this.#read.set(stream, { version, next: from + events.length });
    return this.#seen(events);
  }

  /** Reads by threads would bypass this. */
  async elsewhere(): Promise<undefined> {
    return undefined;
  }

  find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    return this.#alive().find(stream, id);
  }

  begun(streams: readonly string[]): Promise<readonly string[]> {
    return this.#alive().begun(streams);
  }

  known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    return this.#alive().known(events);
  }

  commit(number: number): Promise<Commit> {
    return this.#alive().commit(number);
  }

  end(): Promise<number> {
    return this.#alive().end();
  }

  linkAt(position: number): Promise<string | undefined> {
    return this.#alive().linkAt(position);
  }

  get links(): 'events' | 'stored' {
    return this.#alive().links;
  }

  carriedOver(): Promise<CarriedOver | undefined> {
    return this.#alive().carriedOver();
  }

  count(categories?: readonly string[]): Promise<number> {
    return this.#alive().count(categories);
  }

  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    return this.#alive().acquireLease(name, holder, now);
  }

  releaseLease(lease: Lease): Promise<void> {
    return this.#alive().releaseLease(lease);
  }

  /** The store outlives the process. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async #appending<T>(stream: string | undefined, append: () => Promise<T>): Promise<T> {
    this.#alive();
    await this.#step.wait?.();
    this.#appends++;
    const { crash } = this.#step;
    const isHere = crash?.append === this.#appends;
    if (isHere && crash.when === 'before') this.#die();
    const appended = await append().finally(() => {
      this.#writes.add(stream);
    });
    if (isHere) this.#die();
    return appended;
  }

  #alive(): EventStore {
    if (this.#isDead) throw new Crashed();
    return this.#store;
  }

  #die(): never {
    this.#isDead = true;
    throw new Crashed();
  }

  #seen(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const { reads } = this.#lens;
    return reads === undefined ? events : events.map(reads);
  }
}
