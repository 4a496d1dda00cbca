/** Where intake records: the log, or a temporary log in a dry run. Both know the acts recorded and the patients described so far. */
import type { ActRecorded } from '#libs/acts/facts/act-recorded.ts';
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type { Entry, EventStore, Lease, Outcome } from '#libs/event-store/event-store.ts';
import type { PlaceAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import { isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import { KNOWN_ACTS, type KnownAct, keysOfAct, patientKey } from '#libs/intake/known-acts.ts';
import { SeenKeys } from '#libs/intake/seen-keys.ts';
import type { Source } from '#libs/intake/recorded-teams.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';

/** The id of an act, and that of the one that it cancels. */
export interface ActIds {
  readonly act: string;
  readonly reverses: string;
}

export interface Located {
  readonly stream: string;
  readonly event: NewEvent;
  /** As another thread sealed it. */
  readonly ahead?: PlaceAhead | undefined;
  /** Of an act, where it is at hand: as its payload has it. */
  readonly act?: ActIds | undefined;
}

export interface Recorder {
  /** For each event whether it is new. */
  record(events: readonly Located[], commit: Commit): Promise<readonly boolean[]>;
  /** Acts and reversals under the keys of known-acts. */
  acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>>;
  /** Of these streams of patients, those whom no row of `patients` describes. */
  undescribed(streams: readonly string[]): Promise<readonly string[]>;
  find(stream: string, eventId: string): Promise<RecordedEvent | undefined>;
}

interface RecorderSettings {
  /** Brings the known acts up to date, and builds them again where somebody in them was forgotten. */
  readonly open: () => Promise<DocumentStore>;
  readonly lease?: Lease | undefined;
  readonly seen?: SeenKeys | undefined;
}

/** Records in a log, and keeps its known acts up in the same stride: a crash between leaves them to catch up. */
export class LogRecorder implements Recorder {
  readonly #log: EventStore;
  readonly #open: () => Promise<DocumentStore>;
  #knownActs: DocumentStore;
  readonly #lease: Lease | undefined;
  readonly #seen: SeenKeys;

  constructor(log: EventStore, knownActs: DocumentStore, { open, lease, seen = new SeenKeys() }: RecorderSettings) {
    this.#log = log;
    this.#knownActs = knownActs;
    this.#open = open;
    this.#lease = lease;
    this.#seen = seen;
  }

  /** `seen`: that of the recorder before, where there is one. */
  static async of({ log, readStore }: Source, lease?: Lease, seen?: SeenKeys): Promise<LogRecorder> {
    const open = (): Promise<DocumentStore> => readStore.forFolding(KNOWN_ACTS, log);
    return new LogRecorder(log, await open(), { open, lease, seen });
  }

  async record(events: readonly Located[], commit: Commit): Promise<readonly boolean[]> {
    const { positions } = await this.#log.record(events, commit, this.#lease);
    await this.#keepUp(events, positions);
    return positions.map((position) => position !== 'known');
  }

  /** Each entry with a commit of its own, all of them durable at once. */
  async recordEach(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    const outcomes = await this.#log.recordEach(entries, this.#lease);
    await this.#keepUp(
      entries.flatMap(({ events }) => events),
      outcomes.flatMap(({ positions }) => positions),
    );
    return outcomes;
  }

  async acts(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>> {
    const upTo = async (): Promise<number> => (await this.#knownActs.checkpoint()).position;
    const sought = await this.#seen.among(keys, this.#log, upTo);
    if (sought.length === 0) return new Map();
    const found = await this.#knownActs.get(sought);
    return new Map([...found].map(([key, text]) => [key, JSON.parse(text) as KnownAct]));
  }

  async undescribed(streams: readonly string[]): Promise<readonly string[]> {
    if (streams.length === 0) return [];
    const missing = await this.#knownActs.missing(streams.map(patientKey));
    if (missing.length === 0) return [];
    const keys = new Set(missing);
    return streams.filter((stream) => keys.has(patientKey(stream)));
  }

  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.#log.find(stream, eventId);
  }

  /** Only the holder of the lease records facts, so between two of its batches there is nothing else to fold. */
  async #keepUp(events: readonly Located[], positions: readonly (number | 'known')[]): Promise<void> {
    // Another process that only reads may catch up at the same time: then what it has not folded is folded here.
    while (!(await this.#fold(events, positions))) continue;
  }

  /** False where another process has folded something meanwhile. */
  async #fold(events: readonly Located[], positions: readonly (number | 'known')[]): Promise<boolean> {
    const { position: folded, processed } = await this.#knownActs.checkpoint();
    const puts: [string, string][] = [];
    /** Of these the first holds. */
    const firsts = new Map<string, string>();
    let [last, ofPatients] = [0, 0];
    events.forEach(({ stream, event, act: given }, i) => {
      const position = positions[i];
      if (typeof position !== 'number' || position <= folded) return;
      last = position;
      if (stream.startsWith('patient-')) ofPatients++;
      const isDescribed = event.type === PATIENTS.event;
      if (!isDescribed && event.type !== 'ActRecorded') return;
      const document = JSON.stringify([stream, event.id]);
      if (isDescribed) {
        const key = patientKey(stream);
        if (!firsts.has(key)) firsts.set(key, document);
        return;
      }
      const { act, reverses } = given ?? actIn(event.data);
      const [own = '', reversal] = keysOfAct(act, reverses);
      puts.push([own, document]);
      if (reversal !== undefined && !firsts.has(reversal)) firsts.set(reversal, document);
    });
    if (last === 0) return true;
    if (await isAnyoneForgotten(this.#log, folded, last)) {
      this.#knownActs = await this.#open();
      return true;
    }
    const sought = await this.#seen.among([...firsts.keys()], this.#log, async () => folded);
    const before = sought.length === 0 ? new Map() : await this.#knownActs.get(sought);
    for (const [key, document] of firsts) if (!before.has(key)) puts.push([key, document]);
    const link = (await this.#log.linkAt(last)) ?? '';
    const checkpoint = { position: last, processed: processed + ofPatients, link };
    if (!(await this.#knownActs.commit(folded, { puts, checkpoint }))) return false;
    this.#seen.add(
      puts.map(([key]) => key),
      folded,
      last,
    );
    return true;
  }
}

function actIn(data: string): ActIds {
  const { act_id: act, reverses } = JSON.parse(data) as ActRecorded['data'];
  return { act, reverses };
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

  async record(events: readonly Located[], commit: Commit): Promise<readonly boolean[]> {
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
}
