/**
 * The patients whom a professional may concern, by the log alone: those of whom an event names him. So a decision folds the streams of the
 * patients of its team, and not the whole log.
 */
import { createHash } from 'node:crypto';
import { DOSSIERS, KEPT_PART, patientOf, professionalIn } from '#libs/enrolment/dossiers.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { PostingList, decoded } from '#libs/statements/calculation/postings.ts';

const FIELDS = ['stream', 'type', 'data'] as const satisfies readonly EventField[];
/** Patients, and professionals, in one text. */
const PATIENTS = 20_000;
const PROFESSIONALS = 1_000;

export class PatientIndex {
  /** Of the log, up to which every event is in it. */
  position = 0;
  /** Of the keys when the first of it was read: those whose key was destroyed since have another name. */
  readonly epoch: number;
  readonly #patients: string[] = [];
  readonly #ordinals = new Map<string, number>();
  /** Of patients, in the order of the log; one may be there several times. */
  readonly #lists = new Map<string, number[]>();

  constructor(epoch = 0) {
    this.epoch = epoch;
  }

  get patients(): number {
    return this.#patients.length;
  }

  /** Those whom any of the professionals may concern; what is kept of erased ones may concern everybody. */
  patientsOf(professionals: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const name of [...professionals, KEPT_PART])
      for (const ordinal of this.#lists.get(name) ?? []) found.add(this.#patients[ordinal] ?? '');
    return found;
  }

  /** Reads what came since. */
  async advance(log: Pick<EventStore, 'read'>, upTo: number): Promise<void> {
    if (upTo <= this.position) return;
    const { categories } = DOSSIERS;
    for await (const batch of log.read({ after: this.position, upTo, categories, fields: FIELDS }))
      for (const event of batch) this.#add(event);
    this.position = upTo;
  }

  /** What it is written as; `fromTexts` reads it. */
  texts(): readonly string[] {
    const lists = [...this.#lists].map(([name, ordinals]) => `${name} ${listText(ordinals)}`);
    return [
      `${this.position} ${this.epoch}`,
      ...chunks(this.#patients, PATIENTS).map((some) => JSON.stringify(some)),
      ...chunks(lists, PROFESSIONALS).map((some) => some.join('\n')),
    ];
  }

  /** Of what `texts` gave. */
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

  #add(event: Pick<RecordedEvent, (typeof FIELDS)[number]>): void {
    const name = nameIn(event);
    const ordinal = this.#ordinalOf(patientOf(event));
    if (name === undefined) return;
    const list = this.#lists.get(name);
    if (list === undefined) this.#lists.set(name, [ordinal]);
    else if (list.at(-1) !== ordinal) list.push(ordinal);
  }

  #ordinalOf(patient: string): number {
    const known = this.#ordinals.get(patient);
    if (known !== undefined) return known;
    this.#ordinals.set(patient, this.#patients.length);
    return this.#patients.push(patient) - 1;
  }
}

/** Undefined also for an event that cannot be read: the fold sets it aside. */
function nameIn(event: Pick<RecordedEvent, 'type' | 'data'>): string | undefined {
  try {
    return professionalIn(event);
  } catch {
    return undefined;
  }
}

/** Of the texts of an index, in hexadecimal. */
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
