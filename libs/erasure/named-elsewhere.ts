/**
 * Events of others that name a patient: a text that came in before the patient was known or that passed the checks, a text of a bank, the
 * id of another patient's act. Such an event is in clear or under somebody else's key, so it remains after the erasure: the proposal of an
 * erasure shows it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orGarbled } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { unavailable } from '#libs/erasure/refusals.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { readings } from '#libs/kernel/parts-of-text.ts';

/** An event that names the patient and remains. */
export interface NamedElsewhere {
  readonly position: number;
  readonly type: string;
}

/** Reading the whole log takes most of a minute in a national one. */
export interface SearchOptions {
  /** How long to wait for the search, ms; it continues meanwhile, and the next call finds its results. Undefined: to its end. */
  readonly patienceMs?: number;
  readonly onProgress?: Progress;
}

/**
 * In the order of the log. Reads all of it once per process, then only newer events. `patients`: the ids of the patient. `taken`: subjects
 * of the rows set aside, jobs and pairs that the erasure removes. Throws NAMES_BEING_SEARCHED once the patience is over.
 */
export async function namedElsewhere(
  log: EventStore,
  patients: readonly string[],
  taken: readonly string[],
  options: SearchOptions = {},
): Promise<readonly NamedElsewhere[]> {
  const goes = new Set(taken);
  const found = await searchesOf(log).naming(patients, options);
  return found.flatMap(({ subject, position, type }) =>
    subject !== undefined && goes.has(subject) ? [] : [{ position, type }],
  );
}

interface Naming extends NamedElsewhere {
  /** The subject whose key seals the event; its key is destroyed too if the event names the patient. */
  readonly subject: string | undefined;
}

const searchesOf = memoisedOf((log: EventStore) => new Searches(log));

/** Maximum number of proposed patients. */
const SEARCHES_MAX = 100;

/**
 * Searches of one log, each with its results up to the position it has read. One reading of the log serves all that wait; searches that
 * come during a reading wait for the next. Forgotten once a key is destroyed.
 */
class Searches {
  readonly #log: EventStore;
  readonly #byIds = new LRUCache<string, Search>({ max: SEARCHES_MAX });
  #waiting = new Map<Search, Progress[]>();
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #epoch = 0;

  constructor(log: EventStore) {
    this.#log = log;
  }

  async naming(patients: readonly string[], { patienceMs, onProgress }: SearchOptions): Promise<readonly Naming[]> {
    const epoch = await forgettingEpoch(this.#log);
    if (epoch !== this.#epoch) this.#byIds.clear();
    this.#epoch = epoch;
    const ids = JSON.stringify(patients.toSorted());
    const search = this.#byIds.get(ids) ?? new Search(patients);
    this.#byIds.set(ids, search);
    const looked = this.#upToDate(search, onProgress);
    if (patienceMs !== undefined && !(await endsWithin(patienceMs, looked)))
      throw unavailable('NAMES_BEING_SEARCHED', { done: search.position, total: await this.#log.end() });
    await looked;
    return search.found;
  }

  #upToDate(search: Search, onProgress: Progress | undefined): Promise<void> {
    const told = this.#waiting.get(search) ?? [];
    this.#waiting.set(search, onProgress === undefined ? told : [...told, onProgress]);
    this.#next ??= this.#reading.then(() => {
      const waiting = this.#waiting;
      this.#waiting = new Map();
      this.#next = undefined;
      return this.#read(waiting);
    });
    const next = this.#next;
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async #read(waiting: ReadonlyMap<Search, readonly Progress[]>): Promise<void> {
    const total = await this.#log.end();
    const after = Math.min(...[...waiting.keys()].map(({ position }) => position));
    for await (const batch of this.#log.read({ after, fields: FIELDS }))
      for (const [search, told] of waiting) {
        search.lookAt(batch);
        for (const onProgress of told) onProgress(search.position, total);
      }
  }
}

const FIELDS = ['position', 'stream', 'type', 'data'] as const;
type Found = Pick<RecordedEvent, (typeof FIELDS)[number]>;

class Search {
  readonly found: Naming[] = [];
  readonly #own: ReadonlySet<string>;
  readonly #sought: readonly Sought[];
  #position = 0;

  constructor(patients: readonly string[]) {
    this.#own = new Set(patients);
    this.#sought = patients.map(soughtOf);
  }

  get position(): number {
    return this.#position;
  }

  /** The events after its position. */
  lookAt(batch: readonly Found[]): void {
    const before = this.#position;
    this.found.push(...batch.flatMap((event) => (event.position > before ? (this.#namingIn(event) ?? []) : [])));
    this.#position = Math.max(before, batch.at(-1)?.position ?? before);
  }

  #namingIn(event: Found): Naming | undefined {
    const { position, stream, type, data } = event;
    if (!this.#sought.some(({ mayBeIn }) => mayBeIn(data)) || this.#own.has(patientIn(stream) ?? '')) return undefined;
    const content = orGarbled(event, () => JSON.parse(data) as unknown);
    const texts = textsIn(content);
    if (!this.#sought.some(({ isIn }) => texts.some(isIn))) return undefined;
    return { position, type, subject: keySubjectOf(event, content) };
  }
}

/** Whether it ends, or fails, within this time. */
async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const over = pause(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    timer.abort();
  }
}

function keySubjectOf({ stream, type }: Found, content: unknown): string | undefined {
  const { line, merge } = content as { readonly line?: unknown; readonly merge?: unknown };
  if (type === 'RowSetAside') return setAsideSubject({ stream, line: Number(line) });
  if (type === 'JobRequested' || type === 'JobSucceeded') return jobSubject(stream);
  return stream === DUPLICATES_STREAM ? pairSubject(String(merge)) : undefined;
}

interface Sought {
  /** A quick test of an event's JSON. If the JSON escapes a character, the texts are tested instead. */
  readonly mayBeIn: (json: string) => boolean;
  /** The exact test of one text. */
  readonly isIn: (text: string) => boolean;
}

/**
 * The search for an id: as a word or between signs, in any case; an id of letters and digits is also found with blanks and signs in it. An
 * id of digits is found only in a sentence, because amounts, references and years are digits too.
 */
function soughtOf(id: string): Sought {
  const letters = Array.from(id.normalize('NFKC'), (one) => String.raw`\u{${one.codePointAt(0)?.toString(16) ?? ''}}`);
  const isMixed = /\p{L}/u.test(id) && /\p{N}/u.test(id);
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${letters.join(isMixed ? String.raw`[^\p{L}\p{N}]*` : '')}(?![\p{L}\p{N}])`,
    'iu',
  );
  const has = (text: string): boolean => pattern.test(/^\p{ASCII}*$/u.test(text) ? text : text.normalize('NFKC'));
  const mayBeIn = (json: string): boolean => json.includes('\\') || has(json);
  if (!/^\p{N}+$/u.test(id)) return { mayBeIn, isIn: has };
  const isSentence = (text: string): boolean => /\p{L}/u.test(text) && /\s/.test(text);
  return { mayBeIn: id.length > 4 ? mayBeIn : () => false, isIn: (text) => isSentence(text) && has(text) };
}

/** Includes the names of fields, and the content of a text that is JSON. */
function textsIn(json: unknown): readonly string[] {
  if (typeof json === 'string') return readings(json);
  if (typeof json !== 'object' || json === null) return [];
  const fields = Array.isArray(json) ? [] : Object.keys(json);
  return [...fields, ...Object.values(json).flatMap(textsIn)];
}
