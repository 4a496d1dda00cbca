/**
 * Posting lists: for each professional, the patients whose dossiers name the professional; for each day, the patients with a fact that
 * becomes known on it; and the erased patients, of whom only sums are kept. A change of a team, or of the day known, concerns only the
 * patients of its lists. The lists are made from the dossiers at their first use. They hold up to a position of the log and belong to one
 * build of the dossiers. The patients with later facts are read from the log and kept beside the lists, so that each part of the log is read
 * once.
 */
import { randomUUID } from 'node:crypto';
import { type Dossier, eventCount, factsOf, professionalsIn } from '#libs/enrolment/dossier.ts';
import { readDossier } from '#libs/enrolment/dossiers.ts';
import { type BuiltDossiers, areFewSince, patientsSince } from '#libs/enrolment/patients-since.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import type { Day } from '#libs/kernel/day.ts';
import { BUCKETS, bucketOf } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import { PostingList, decoded } from '#libs/statements/calculation/posting-list.ts';

export const POSTINGS_STORE = 'postings';

/** Names a list. */
export type Term = string;

export function professionalTerm(rpps: string): Term {
  return `professional/${rpps}`;
}

export function dayTerm(day: Day): Term {
  return `day/${day}`;
}

/** Of the erased patients: what is kept of them names no professional. */
export const KEPT_TERM: Term = 'kept';

/** The lists that a patient is on. */
export function termsOf(dossier: Dossier): ReadonlySet<Term> {
  const terms = new Set<Term>(dossier.kept === undefined ? [] : [KEPT_TERM]);
  for (const rpps of professionalsIn(dossier)) terms.add(professionalTerm(rpps));
  for (const versions of factsOf(dossier)) for (const { knownOn } of versions) terms.add(dayTerm(knownOn));
  return terms;
}

interface Head {
  /** Prefix of the documents of the lists: others are made under another one. */
  readonly set: string;
  readonly position: number;
  /** The link of the log at the position. */
  readonly link: string;
  readonly build: number;
  readonly patients: number;
  /** The days with a list, ascending. */
  readonly days: readonly Day[];
}

/** The patients with facts after the lists were made. */
interface Later {
  /** All of them up to here. */
  readonly position: number;
  readonly link: string;
  readonly patients: readonly string[];
}

/** Patients with consecutive ordinals in one document. The patients of a list are spread over all ordinals, so large documents would all be read. */
const CHUNK = 50;
/** Lists whose documents have another form are made again. */
const HEAD = `head/lines-kept/${CHUNK}`;
const LATER = 'later';
/** With more patients than this who have later facts, too. */
const MAX_LATER = 5_000;

/** Where the lists are kept, for a reader. */
type KeptLists = Pick<ScratchDocuments, 'get'>;

export class Postings {
  /** The number of patients with a dossier. */
  readonly patients: number;
  readonly #set: string;
  readonly #days: readonly Day[];
  readonly #log: EventStore;
  readonly #store: KeptLists;
  #later: Later;

  private constructor({ set, patients, days }: Head, later: Later, log: EventStore, store: KeptLists) {
    this.patients = patients;
    this.#set = set;
    this.#days = days;
    this.#later = later;
    this.#log = log;
    this.#store = store;
  }

  /**
   * The kept lists, or new ones if the kept lists belong to another log or build, or are too old. `onProgress`: called with the events of
   * the dossiers read for new ones; an error that it throws stops their making, and the kept lists stay.
   */
  static async of(
    log: EventStore,
    dossiers: BuiltDossiers,
    store: ScratchDocuments,
    onProgress?: Progress,
  ): Promise<Postings> {
    const kept = await Postings.kept(log, dossiers, store);
    if (kept !== undefined) return kept;
    const made = await build(log, dossiers, store, onProgress);
    return new Postings(made, { ...made, patients: [] }, log, store);
  }

  /** The kept lists; undefined if there are none, if they belong to another log or build, or if they are too old. */
  static async kept(log: EventStore, dossiers: BuiltDossiers, store: KeptLists): Promise<Postings | undefined> {
    const text = (await store.get([HEAD])).get(HEAD);
    if (text === undefined) return undefined;
    const kept = JSON.parse(text) as Head;
    const later = await laterOf(kept, store);
    return (await holds(kept, later, log, dossiers)) ? new Postings(kept, later, log, store) : undefined;
  }

  /**
   * The patients with facts after the lists were made, at least those up to a position, which may lie beyond the end of the log. `store`:
   * where they are kept beside the lists.
   */
  async laterUpTo(position: number, store?: ScratchDocuments): Promise<ReadonlySet<string>> {
    const patients = new Set(this.#later.patients);
    const upTo = Math.min(position, await this.#log.end());
    if (upTo <= this.#later.position) return patients;
    for (const patient of await patientsSince(this.#log, this.#later.position, upTo)) patients.add(patient);
    this.#later = { position: upTo, link: await requireLinkAt(upTo, this.#log), patients: [...patients] };
    // If another process has replaced the lists meanwhile, nobody reads it, and the next lists remove it.
    await store?.write({ puts: [[this.#set + LATER, JSON.stringify(this.#later)]] });
    return patients;
  }

  /** The first day after this one with a list; Infinity without one. */
  nextDay(day: Day): Day {
    return this.#days.find((other) => other > day) ?? Infinity;
  }

  /** The patients on any of the lists; undefined if another process has replaced the lists meanwhile. */
  async patientsOn(terms: ReadonlySet<Term>): Promise<ReadonlySet<string> | undefined> {
    const texts = await this.#documents(new Set([...terms].map((term) => listsKey(bucketOf(term)))));
    if (texts === undefined) return undefined;
    const ordinals = new Set<number>();
    for (const text of texts.values())
      for (const [term, list] of Object.entries(JSON.parse(text) as Record<Term, string>))
        if (terms.has(term)) for (const ordinal of decoded(list)) ordinals.add(ordinal);
    const byChunk = Map.groupBy(ordinals, patientsKey);
    const chunks = await this.#documents(byChunk.keys());
    if (chunks === undefined) return undefined;
    const patients = new Set<string>();
    for (const [chunk, text] of chunks)
      for (const ordinal of byChunk.get(chunk) ?? []) patients.add(patientAtLine(text, ordinal % CHUNK));
    return patients;
  }

  async #documents(keys: Iterable<string>): Promise<ReadonlyMap<string, string> | undefined> {
    const wanted = new Map([...keys].map((key) => [this.#set + key, key]));
    const found = await this.#store.get(wanted.keys());
    return found.size < wanted.size
      ? undefined
      : new Map([...found].map(([key, text]) => [wanted.get(key) ?? '', text]));
  }
}

/** One document holds the lists of one bucket of terms. */
function listsKey(bucket: number): string {
  return `lists/${bucket}`;
}

function patientsKey(ordinal: number): string {
  return `patients/${Math.floor(ordinal / CHUNK)}`;
}

/** Ids as JSON, a line each: most often only one of a document is wanted, and parsing all of them takes ten times as long. */
export function patientLines(patients: readonly string[]): string {
  return patients.map((patient) => JSON.stringify(patient)).join('\n');
}

/** Throws SyntaxError if the text has no such line. */
export function patientAtLine(text: string, line: number): string {
  let from = 0;
  for (let left = line; left > 0; left--) {
    const end = text.indexOf('\n', from);
    from = end < 0 ? text.length : end + 1;
  }
  const end = text.indexOf('\n', from);
  return JSON.parse(text.slice(from, end < 0 ? text.length : end)) as string;
}

/** None up to the position of the lists, if no later position was kept. */
async function laterOf({ set, position, link }: Head, store: KeptLists): Promise<Later> {
  const text = (await store.get([set + LATER])).get(set + LATER);
  return text === undefined ? { position, link, patients: [] } : (JSON.parse(text) as Later);
}

async function holds(
  kept: Head,
  later: Later,
  log: EventStore,
  { documents, build: number }: BuiltDossiers,
): Promise<boolean> {
  if (kept.build !== number || later.patients.length > MAX_LATER) return false;
  if (!(await areFewSince(log, later.position, (await documents.checkpoint()).position))) return false;
  return (await log.linkAt(later.position)) === later.link;
}

async function build(
  log: EventStore,
  dossiers: BuiltDossiers,
  store: ScratchDocuments,
  onProgress: Progress | undefined,
): Promise<Head> {
  const { position, processed } = await dossiers.documents.checkpoint();
  const set = `${randomUUID()}/`;
  const lists = new Lists();
  const puts: [string, string][] = [];
  let patients = 0;
  let events = 0;
  let chunk: string[] = [];
  for await (const batch of dossiers.documents.scan()) {
    for (const [key, text] of batch) {
      const dossier = readDossier(text);
      lists.add(patients, dossier);
      events += eventCount(dossier);
      chunk.push(key);
      if (chunk.length === CHUNK) {
        puts.push([set + patientsKey(patients), patientLines(chunk)]);
        chunk = [];
      }
      patients++;
    }
    onProgress?.(events, processed);
  }
  if (chunk.length > 0) puts.push([set + patientsKey(patients), patientLines(chunk)]);
  lists.texts().forEach((bucket, index) => puts.push([set + listsKey(index), JSON.stringify(bucket)]));
  const link = await requireLinkAt(position, log);
  const head: Head = { set, position, link, build: dossiers.build, patients, days: lists.days() };
  // The earlier lists, also those of an interrupted making.
  const removes: string[] = [];
  for await (const batch of store.scan('')) removes.push(...batch.map(([key]) => key));
  await store.write({ removes, puts: [...puts, [HEAD, JSON.stringify(head)]] });
  return head;
}

/** The lists while they are made. Terms are named at the end: each has thousands of patients. */
class Lists {
  readonly #professionals = new Map<string, PostingList>();
  readonly #days = new Map<Day, PostingList>();
  readonly #kept = new PostingList();

  /** Adds the dossier to the lists of `termsOf`. */
  add(ordinal: number, dossier: Dossier): void {
    if (dossier.kept !== undefined) this.#kept.add(ordinal);
    for (const rpps of professionalsIn(dossier)) listOf(this.#professionals, rpps).add(ordinal);
    for (const versions of factsOf(dossier))
      for (const { knownOn } of versions) listOf(this.#days, knownOn).add(ordinal);
  }

  days(): readonly Day[] {
    return [...this.#days.keys()].sort((a, b) => a - b);
  }

  /** One text for each bucket. */
  texts(): readonly Readonly<Record<Term, string>>[] {
    const buckets = Array.from({ length: BUCKETS }, (): [Term, string][] => []);
    const put = (term: Term, list: PostingList): void => {
      buckets[bucketOf(term)]?.push([term, list.text()]);
    };
    put(KEPT_TERM, this.#kept);
    for (const [rpps, list] of this.#professionals) put(professionalTerm(rpps), list);
    for (const [day, list] of this.#days) put(dayTerm(day), list);
    return buckets.map((bucket) => Object.fromEntries(bucket));
  }
}

function listOf<Key>(lists: Map<Key, PostingList>, key: Key): PostingList {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = new PostingList()));
  return list;
}
