/**
 * A log that seals facts about people: readers get the recorded events; the stored bytes reveal nothing about a patient without the key. A
 * keyed digest names the stream of a patient, the events have keyed ids, and their payload, effective date and id are encrypted. In other
 * events, fields that may hold facts about a patient are encrypted (SealedParts). After the key is destroyed, an event has its type,
 * position, stream and day known, and no content.
 */
import type { Commit, EventField, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import {
  type CarriedOver,
  type Condition,
  type Entry,
  type EventStore,
  type ExpectedRevision,
  type Lease,
  type LeaseHolder,
  type LogElsewhere,
  type Outcome,
  type ReadOptions,
  RevisionConflict,
  type StreamAt,
  type StreamReadOptions,
} from '#libs/event-store/event-store.ts';
import { Opener } from '#libs/event-store/sealed/opener.ts';
import type { SealedParts } from '#libs/event-store/sealed/sealed-parts.ts';
import {
  patientIn,
  patientStream,
  pseudonym,
  referenceIn,
  subjectOfPatient,
} from '#libs/event-store/sealed/sealed-names.ts';
import { type EventToSeal, Sealer } from '#libs/event-store/sealed/sealer.ts';
import { keyedId } from '#libs/patient-keys/sealing.ts';
import { PatientRows } from '#libs/event-store/sealed/patient-rows.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import { type PatientKeys, areLocal } from '#libs/patient-keys/patient-keys.ts';

interface SealedSettings {
  readonly keys: PatientKeys;
  readonly parts: SealedParts;
  /** For carrying the log over (opener.ts). */
  readonly emptiesParts?: boolean;
  /** A place in which another thread opens the sealed rows. */
  readonly rowsElsewhere?: Elsewhere;
  /** A place in which another thread seals rows ahead, and asks which patients the log has. */
  readonly aheadElsewhere?: (begun: Elsewhere) => Elsewhere;
  /** How another thread opens this log with its keys. */
  readonly elsewhere: (of: LogElsewhere) => LogElsewhere;
}

export class SealedEventStore implements EventStore {
  readonly links = 'stored';
  readonly keys: PatientKeys;
  /** True: one ciphertext for the facts of a patient and commit; false: one for each fact. */
  readonly sealsRows: boolean;
  readonly sealedElsewhere: Elsewhere | undefined;
  /** The stored log has its own names for streams. */
  readonly begunElsewhere = undefined;
  readonly #of: EventStore;
  readonly #sealer: Sealer;
  readonly #opener: Opener;
  readonly #elsewhere: SealedSettings['elsewhere'];

  constructor(of: EventStore, { keys, parts, elsewhere, rowsElsewhere, aheadElsewhere, emptiesParts }: SealedSettings) {
    this.#of = of;
    this.keys = keys;
    this.sealsRows = areLocal(keys) && of.sealRows(new PatientRows(keys, rowsElsewhere));
    this.sealedElsewhere = this.sealsRows ? of.begunElsewhere && aheadElsewhere?.(of.begunElsewhere) : undefined;
    this.#sealer = new Sealer(keys, parts, { byRow: this.sealsRows, log: of });
    this.#opener = new Opener(keys, parts, emptiesParts);
    this.#elsewhere = elsewhere;
  }

  /** The store has its own keys. */
  sealRows(): boolean {
    return false;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    commit: Commit,
    restsOn: readonly StreamAt[] = [],
  ): Promise<Outcome> {
    const sealed = await this.#sealer.sealed(events.map((event) => ({ stream, event })));
    const streams = (): readonly string[] => [stream, ...restsOn.map((other) => other.stream)];
    return this.#named(streams, () =>
      this.#of.append(
        this.#storedName(stream),
        sealed.map(({ event }) => event),
        expected,
        commit,
        restsOn.map((other) => ({ ...other, stream: this.#storedName(other.stream) })),
      ),
    );
  }

  async record(events: readonly EventToSeal[], commit: Commit, condition?: Condition): Promise<Outcome> {
    const sealed = await this.#sealer.sealed(events);
    const streams = (): readonly string[] => events.map(({ stream }) => stream);
    return this.#named(streams, () => this.#of.record(sealed, commit, condition));
  }

  async recordEach(entries: readonly Entry[], lease?: Lease): Promise<readonly Outcome[]> {
    return this.#of.recordEach(await this.#entries(entries), lease);
  }

  async copy(entries: readonly Entry[], isWhole?: boolean): Promise<void> {
    return this.#of.copy(await this.#entries(entries), isWhole);
  }

  async *read<Field extends EventField = EventField>(
    options: ReadOptions<Field>,
  ): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
    for await (const batch of this.#of.read(this.#opener.storedRead(options)))
      yield await this.#opener.opened(batch, options.fields);
  }

  async readStream<Field extends EventField = EventField>(
    stream: string,
    options: StreamReadOptions<Field> = {},
  ): Promise<readonly Pick<RecordedEvent, Field>[]> {
    const asked = this.#opener.storedRead(options);
    return this.#opener.opened(await this.#of.readStream(this.#storedName(stream), asked), options.fields);
  }

  async elsewhere(): Promise<LogElsewhere | undefined> {
    const there = await this.#of.elsewhere();
    return there && this.#elsewhere(there);
  }

  async begun(streams: readonly string[]): Promise<readonly string[]> {
    const named = new Map(streams.map((stream) => [this.#storedName(stream), stream]));
    return (await this.#of.begun([...named.keys()])).map((stored) => named.get(stored) ?? stored);
  }

  async find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    const [stored] = await this.#storedIds([{ stream, id }]);
    const found = stored && (await this.#of.find(stored.stream, stored.id));
    return found && (await this.#opener.opened([found], undefined))[0];
  }

  async known(events: readonly { readonly stream: string; readonly id: string }[]): Promise<readonly boolean[]> {
    return this.#of.known(await this.#storedIds(events));
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

  carriedOver(): Promise<CarriedOver | undefined> {
    return this.#of.carriedOver();
  }

  count(categories?: readonly string[]): Promise<number> {
    return this.#of.count(categories);
  }

  acquireLease(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    return this.#of.acquireLease(name, holder, now);
  }

  releaseLease(lease: Lease): Promise<void> {
    return this.#of.releaseLease(lease);
  }

  async close(): Promise<void> {
    await this.#of.close();
    await this.keys.close();
  }

  async #entries(entries: readonly Entry[]): Promise<Entry[]> {
    const sealed = await this.#sealer.sealed(entries.flatMap(({ events }) => events));
    let next = 0;
    return entries.map(({ events, ...entry }) => {
      const from = next;
      next += events.length;
      return { ...entry, events: sealed.slice(from, next) };
    });
  }

  /**
   * A conflict gives its stream the name that the caller knows: one of `streams`, which are listed only then, as an import records
   * thousands at a time.
   */
  async #named<T>(streams: () => readonly string[], write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      const stream = streams().find((name) => this.#storedName(name) === error.stream) ?? error.stream;
      throw new RevisionConflict(stream, error.expected, error.actual);
    }
  }

  #storedName(stream: string): string {
    const patient = patientIn(stream);
    return patient === undefined || referenceIn(patient) !== undefined
      ? stream
      : patientStream(pseudonym(this.keys.referenceOf(subjectOfPatient(patient))));
  }

  /** A patient without a key has no event: the ids of such a patient are unknown. */
  async #storedIds(
    events: readonly { readonly stream: string; readonly id: string }[],
  ): Promise<readonly { readonly stream: string; readonly id: string }[]> {
    const referenceOf = (stream: string): string | undefined => {
      const patient = patientIn(stream);
      if (patient === undefined || referenceIn(patient) !== undefined) return undefined;
      return this.keys.referenceOf(subjectOfPatient(patient));
    };
    const references = events.flatMap(({ stream }) => referenceOf(stream) ?? []);
    const keys = await this.keys.keysOf(new Set(references));
    return events.map(({ stream, id }) => {
      const key = keys.get(referenceOf(stream) ?? '');
      return { stream: this.#storedName(stream), id: key === undefined ? id : keyedId(id, key) };
    });
  }
}
