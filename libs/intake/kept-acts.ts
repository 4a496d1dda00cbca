/**
 * The known acts as intake keeps them during recording. Several batches are written at once: each write changes pages all over the index,
 * and each page only once, however many of its acts are new. Until then they stay in memory; after a crash they are read from the log.
 */
import type { ActRecorded } from '#libs/acts/facts/act-recorded.ts';
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import { type KnownAct, keysOfAct, patientKey } from '#libs/intake/known-acts.ts';
import { SeenKeys } from '#libs/intake/seen-keys.ts';
import { ownText } from '#libs/kernel/text.ts';
import type { ProjectionCheckpoint, DocumentStore } from '#libs/read-store/document-store.ts';

/** The id of an act, and the id of the act that it cancels. */
export interface ActIds {
  readonly act: string;
  readonly reverses: string;
}

export interface FactInStream {
  readonly stream: string;
  readonly event: NewEvent;
  /** The ids of an act from its payload, if they are at hand. */
  readonly act?: ActIds | undefined;
}

interface KeptActsSettings {
  readonly log: EventStore;
  /** Brings the known acts up to date, and builds them again if a patient in them was erased. */
  readonly open: () => Promise<DocumentStore>;
  readonly seen?: SeenKeys | undefined;
}

/** Documents in memory; some 300 bytes each. */
const UNWRITTEN_MAX = 20_000;

export class KeptActs {
  readonly #log: EventStore;
  readonly #open: () => Promise<DocumentStore>;
  readonly #seen: SeenKeys;
  #written: DocumentStore;
  readonly #unwritten = new Map<string, string>();
  /** The checkpoint including unwritten documents, and the position at which they are written; undefined if all are written. */
  #ahead: { readonly reached: ProjectionCheckpoint; readonly from: number } | undefined;

  constructor(written: DocumentStore, { log, open, seen = new SeenKeys() }: KeptActsSettings) {
    this.#written = written;
    this.#log = log;
    this.#open = open;
    this.#seen = seen;
  }

  async get(keys: readonly string[]): Promise<ReadonlyMap<string, KnownAct>> {
    const sought = await this.#seen.among(keys, this.#log, async () => (await this.#reached()).position);
    const found = await this.#documents(sought);
    return new Map([...found].map(([key, text]) => [key, JSON.parse(text) as KnownAct]));
  }

  /** The unknown keys among these. */
  async missing(keys: readonly string[]): Promise<readonly string[]> {
    const sought = keys.filter((key) => !this.#unwritten.has(key));
    return sought.length === 0 ? [] : this.#written.missing(sought);
  }

  /**
   * Adds the recorded facts with their positions. Only the holder of the lease records facts, so between two of its batches there is
   * nothing else to fold.
   */
  async add(facts: readonly FactInStream[], positions: readonly (number | 'known')[]): Promise<void> {
    const { position: folded, processed } = await this.#reached();
    /** Among equal keys the first holds. */
    const firsts = new Map<string, string>();
    const acts: [string, string][] = [];
    let [last, ofPatients] = [0, 0];
    facts.forEach(({ stream, event, act: given }, i) => {
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
      acts.push([own, document]);
      if (reversal !== undefined && !firsts.has(reversal)) firsts.set(reversal, document);
    });
    if (last === 0) return;
    if (await isAnyoneForgotten(this.#log, folded, last)) return this.#startAfresh();
    const before = await this.#documents(await this.#seen.among([...firsts.keys()], this.#log, async () => folded));
    const puts = [...acts, ...[...firsts].filter(([key]) => !before.has(key))];
    // Copied as its own text: a key is a slice of the text of thousands of rows, which would stay in memory with it.
    for (const [key, document] of puts) this.#unwritten.set(ownText(key), document);
    const reached = { position: last, processed: processed + ofPatients, link: await requireLinkAt(last, this.#log) };
    this.#ahead = { reached, from: this.#ahead?.from ?? folded };
    this.#seen.add(
      puts.map(([key]) => key),
      folded,
      last,
    );
    if (this.#unwritten.size >= UNWRITTEN_MAX) await this.write();
  }

  /** Writes only what is in memory. */
  async write(): Promise<void> {
    if (this.#ahead === undefined) return;
    const { reached, from } = this.#ahead;
    // Checked also if no event was recorded since: the patient may be in memory.
    if (await isAnyoneForgotten(this.#log, from, await this.#log.end())) return this.#startAfresh();
    const isWritten = await this.#written.commit(from, { puts: this.#unwritten, checkpoint: reached });
    // Another process that only reads has caught up: facts that it has not folded are read from the log.
    if (!isWritten) return this.#startAfresh();
    this.#forget();
  }

  async #startAfresh(): Promise<void> {
    this.#written = await this.#open();
    this.#forget();
  }

  #forget(): void {
    this.#unwritten.clear();
    this.#ahead = undefined;
  }

  async #reached(): Promise<ProjectionCheckpoint> {
    return this.#ahead?.reached ?? this.#written.checkpoint();
  }

  async #documents(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const found = await this.#written.get(keys);
    for (const key of keys) {
      const document = this.#unwritten.get(key);
      if (document !== undefined) found.set(key, document);
    }
    return found;
  }
}

function actIn(data: string): ActIds {
  const { act_id: act, reverses } = JSON.parse(data) as ActRecorded['data'];
  return { act, reverses };
}
