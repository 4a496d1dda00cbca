/**
 * The patients that may concern each professional, from the log alone: one of a patient's events names the professional. With it, a
 * decision folds the streams of the patients of its team, not the whole log.
 */
import { createHash } from 'node:crypto';
import { DOSSIERS, KEPT_PART, patientOf, professionalIn } from '#libs/enrolment/dossiers.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { LogReader, StreamRange } from '#libs/event-store/event-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { PostingList, decoded } from '#libs/statements/calculation/posting-list.ts';

const FIELDS = ['stream', 'type', 'data', 'position'] as const satisfies readonly EventField[];
/** Patients, and professionals, in one text. */
const PATIENTS = 20_000;
const PROFESSIONALS = 1_000;

export class PatientIndex {
  /** The position in the log up to which the index has every event. */
  position = 0;
  /** The epoch of the keys when the first event was read: a patient whose key was destroyed since has another name. */
  readonly epoch: number;
  readonly #patients: string[] = [];
  readonly #ordinals = new Map<string, number>();
  /** Ordinals of patients, in the order of the log; a patient may be repeated. */
  readonly #lists = new Map<string, number[]>();

  constructor(epoch = 0) {
    this.epoch = epoch;
  }

  get patients(): number {
    return this.#patients.length;
  }

  /** The patients that any of the professionals may concern. The kept part of an erased patient may concern any team. */
  patientsOf(professionals: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const name of [...professionals, KEPT_PART])
      for (const ordinal of this.#lists.get(name) ?? []) found.add(this.#patients[ordinal] ?? '');
    return found;
  }

  /** Whether it has every patient of another index under each professional. */
  hasAllOf(other: PatientIndex): boolean {
    for (const name of other.#lists.keys()) {
      const own = this.patientsOf([name]);
      for (const ordinal of other.#lists.get(name) ?? []) if (!own.has(other.#patients[ordinal] ?? '')) return false;
    }
    return true;
  }

  /** Reads the newer events. */
  async advance(log: Pick<LogReader, 'read'>, upTo: number, onProgress?: Progress): Promise<void> {
    if (upTo <= this.position) return;
    const [after, { categories }] = [this.position, DOSSIERS];
    for await (const batch of log.read({ after, upTo, categories, fields: FIELDS })) {
      for (const event of batch) this.add(patientOf(event), namesIn(event));
      onProgress?.((batch.at(-1)?.position ?? upTo) - after, upTo - after);
    }
    this.position = upTo;
  }

  /** Adds that the patient may concern the professionals. */
  add(patient: string, professionals: Iterable<string>): void {
    const ordinal = this.#ordinalOf(patient);
    for (const name of professionals) {
      const list = this.#lists.get(name);
      if (list === undefined) this.#lists.set(name, [ordinal]);
      else if (list.at(-1) !== ordinal) list.push(ordinal);
    }
  }

  /** Its text form, which `fromTexts` reads. */
  texts(): readonly string[] {
    const lists = [...this.#lists].map(([name, ordinals]) => `${name} ${listText(ordinals)}`);
    return [
      `${this.position} ${this.epoch}`,
      ...chunks(this.#patients, PATIENTS).map((some) => JSON.stringify(some)),
      ...chunks(lists, PROFESSIONALS).map((some) => some.join('\n')),
    ];
  }

  /** Reads the result of `texts`. */
  static fromTexts([head = '', ...rest]: readonly string[]): PatientIndex {
    const [position = 0, epoch = Number.NaN] = head.split(' ').map(Number);
    const index = new PatientIndex(epoch);
    index.position = position;
    for (const text of rest)
      if (text.startsWith('[')) for (const patient of JSON.parse(text) as readonly string[]) index.#ordinalOf(patient);
      else
        for (const line of text.split('\n')) {
          const [name = '', list = ''] = line.split(' ');
          index.#lists.set(name, [...decoded(list)]);
        }
    return index;
  }

  #ordinalOf(patient: string): number {
    const known = this.#ordinals.get(patient);
    if (known !== undefined) return known;
    this.#ordinals.set(patient, this.#patients.length);
    return this.#patients.push(patient) - 1;
  }
}

/** For the patients of some streams: the professionals whom each may concern, in the order of the streams. */
export async function namedInStreams(
  log: Pick<LogReader, 'read'>,
  { upTo, streams }: { readonly upTo: number; readonly streams: StreamRange },
  report: (events: number) => void,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { categories } = DOSSIERS;
  const named = new Map<string, Set<string>>();
  for await (const batch of log.read({ after: 0, upTo, categories, order: 'stream', streams, fields: FIELDS })) {
    for (const event of batch) {
      const patient = patientOf(event);
      const names = named.get(patient) ?? new Set();
      named.set(patient, names);
      for (const name of namesIn(event)) names.add(name);
    }
    report(batch.length);
  }
  return named;
}

/** Empty also for an event that cannot be read: the fold sets it aside. */
function namesIn(event: Pick<RecordedEvent, 'type' | 'data'>): readonly string[] {
  try {
    const name = professionalIn(event);
    return name === undefined ? [] : [name];
  } catch {
    return [];
  }
}

/** Digest of the texts of an index, in hexadecimal. */
export function digestOfTexts(texts: readonly string[]): string {
  const digest = createHash('sha256');
  for (const text of texts) digest.update(`${text.length} ${text}\n`);
  return digest.digest('hex');
}

function listText(ordinals: readonly number[]): string {
  const list = new PostingList();
  for (const ordinal of [...new Set(ordinals)].sort((a, b) => a - b)) list.add(ordinal);
  return list.text();
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
