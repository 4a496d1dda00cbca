/** The place in which intake records: the log, or a temporary log in a dry run. Both know the recorded acts and the described patients. */
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { Entry, EventStore, Lease, Outcome } from '#libs/event-store/event-store.ts';
import type { PlaceAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import { KeptActs, type FactInStream } from '#libs/intake/kept-acts.ts';
import { KNOWN_ACTS, type KnownAct, patientKey } from '#libs/intake/known-acts.ts';
import type { SeenKeys } from '#libs/intake/seen-keys.ts';
import type { Source } from '#libs/intake/recorded-teams.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';

export interface FactWithPlace extends FactInStream {
  /** The place of the fact that another thread sealed. */
  readonly ahead?: PlaceAhead | undefined;
}

export interface Recorder {
  /** Tells for each event whether it is new. */
  record(events: readonly FactWithPlace[], commit: Commit): Promise<readonly boolean[]>;
  /** Acts and reversals under the keys of known-acts. */
  acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>>;
  /** The streams among these of patients without a row of `patients`. */
  undescribed(streams: readonly string[]): Promise<readonly string[]>;
  find(stream: string, eventId: string): Promise<RecordedEvent | undefined>;
  /** Writes the acts that are kept in memory: at the end of an import, or of its turn. */
  settle(): Promise<void>;
}

interface RecorderSettings {
  /** Brings the known acts up to date, and builds them again if a patient in them was erased. */
  readonly open: () => Promise<DocumentStore>;
  readonly lease?: Lease | undefined;
  readonly seen?: SeenKeys | undefined;
}

/** Records in a log, and keeps its known acts as it does. */
export class LogRecorder implements Recorder {
  readonly #log: EventStore;
  readonly #acts: KeptActs;
  readonly #lease: Lease | undefined;

  constructor(log: EventStore, knownActs: DocumentStore, { open, lease, seen }: RecorderSettings) {
    this.#log = log;
    this.#acts = new KeptActs(knownActs, { log, open, seen });
    this.#lease = lease;
  }

  /** `seen`: the filter of the previous recorder, if any. */
  static async of({ log, readStore }: Source, lease?: Lease, seen?: SeenKeys): Promise<LogRecorder> {
    const open = (): Promise<DocumentStore> => readStore.forFolding(KNOWN_ACTS, log);
    return new LogRecorder(log, await open(), { open, lease, seen });
  }

  async record(events: readonly FactWithPlace[], commit: Commit): Promise<readonly boolean[]> {
    const { positions } = await this.#log.record(events, commit, { lease: this.#lease });
    await this.#acts.add(events, positions);
    return positions.map((position) => position !== 'known');
  }

  /** Each entry with its own commit, all of them durable at once. */
  async recordEach(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    const outcomes = await this.#log.recordEach(entries, this.#lease);
    await this.#acts.add(
      entries.flatMap(({ events }) => events),
      outcomes.flatMap(({ positions }) => positions),
    );
    return outcomes;
  }

  async acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>> {
    return this.#acts.get(keys);
  }

  async undescribed(streams: readonly string[]): Promise<readonly string[]> {
    if (streams.length === 0) return [];
    const missing = await this.#acts.missing(streams.map(patientKey));
    if (missing.length === 0) return [];
    const keys = new Set(missing);
    return streams.filter((stream) => keys.has(patientKey(stream)));
  }

  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.#log.find(stream, eventId);
  }

  settle(): Promise<void> {
    return this.#acts.write();
  }
}

/** Records new events of a dry run in a temporary log. */
export class DryRunRecorder implements Recorder {
  readonly #real: Recorder;
  readonly #log: EventStore;
  readonly #throwAway: Recorder;

  constructor(log: EventStore, real: Recorder, throwAway: Recorder) {
    this.#log = log;
    this.#real = real;
    this.#throwAway = throwAway;
  }

  async record(events: readonly FactWithPlace[], commit: Commit): Promise<readonly boolean[]> {
    const known = await this.#log.known(events.map(({ stream, event }) => ({ stream, id: event.id })));
    const fresh = await this.#throwAway.record(
      events.filter((_, i) => known[i] === false),
      commit,
    );
    let next = 0;
    return known.map((isKnown) => !isKnown && (fresh[next++] ?? false));
  }

  async acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>> {
    return new Map([...(await this.#throwAway.acts(keys)), ...(await this.#real.acts(keys))]);
  }

  async undescribed(streams: readonly string[]): Promise<readonly string[]> {
    return this.#real.undescribed(await this.#throwAway.undescribed(streams));
  }

  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return (await this.#real.find(stream, eventId)) ?? this.#throwAway.find(stream, eventId);
  }

  settle(): Promise<void> {
    return this.#throwAway.settle();
  }
}
