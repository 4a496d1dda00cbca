/**
 * The patients whom some teams may concern. The index of them is made of the log alone: in the memory of this process, and beside the read
 * store with its digest in an event of the log, so that another process reads only what came since. A kept index whose digest no event has
 * is as if it were not there. A decision believes a kept index; a recomputation of all makes its own, and compares.
 */
import { PATIENT_INDEX_STORE } from '#libs/enrolment/dossiers.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { epochOf, inOneEpoch, isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { linkAt } from '#libs/read-store/engine/catch-up.ts';
import type { DocumentSource } from '#libs/read-store/read-store.ts';
import { INDEX_EVENTS, INDEX_STREAM, type PatientsIndexed } from '#libs/statements/recomputation/events.ts';
import { PatientIndex, digestOfTexts } from '#libs/statements/recomputation/patient-index.ts';

/** Where the index is kept for other processes, and who records that it is. */
export interface IndexKeeping {
  readonly readStore: Pick<DocumentSource, 'scratch'>;
  readonly commit: Commit;
  /** With more events than this since it was kept, it is kept again; TAIL_MAX where it is left out. */
  readonly tailMax?: number;
}

const TAIL_MAX = 50_000;

/** Brings the index up to date, for decisions to come. */
export async function keepPatientIndex(log: EventStore, keeping: IndexKeeping): Promise<void> {
  await held(log).upToDate(log, keeping);
}

/**
 * Makes the index again from the first event, and compares the kept one that a decision would believe. Where the log does not give that
 * one, replaces it and gives the position that it names; 0 where the log does not reach that position.
 */
export async function remakePatientIndex(log: EventStore, keeping: IndexKeeping): Promise<number | undefined> {
  return held(log).remade(log, keeping);
}

/**
 * Undefined where they are most patients: folding all in one reading is as quick. Without `keeping`, what is kept is not believed: the
 * index is one that this process made from the first event.
 */
export async function concernedPatients(
  log: EventStore,
  professionals: ReadonlySet<string>,
  keeping: IndexKeeping | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const index = await held(log).upToDate(log, keeping);
  const patients = index.patientsOf(professionals);
  return patients.size * 2 > index.patients ? undefined : patients;
}

const held = memoisedOf((_: EventStore) => new HeldIndex());

interface Reading {
  readonly log: EventStore;
  readonly end: number;
  /** Of the keys. */
  readonly epoch: number;
}

async function readingOf(log: EventStore): Promise<Reading> {
  return { log, end: await log.end(), epoch: await epochOf(log) };
}

class HeldIndex {
  #index: PatientIndex | undefined;
  /** Of the log at the position of the index. */
  #link = '';
  /** Whether it was made of a kept one. */
  #isOfKept = false;
  /** Position of the index as it is kept. */
  #keptAt = 0;
  #turn: Promise<unknown> = Promise.resolve();

  upToDate(log: EventStore, keeping: IndexKeeping | undefined): Promise<PatientIndex> {
    return this.#inTurn(() => inOneEpoch(log, () => this.#advanced(log, keeping)));
  }

  remade(log: EventStore, keeping: IndexKeeping): Promise<number | undefined> {
    return this.#inTurn(async () => {
      const { index, reading, other } = await inOneEpoch(log, () => this.#compared(log, keeping));
      // A wrong one is replaced, however little came since.
      await this.#keep(index, reading, other === undefined ? keeping : { ...keeping, tailMax: -1 });
      return other;
    });
  }

  /** One at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #advanced(log: EventStore, keeping: IndexKeeping | undefined): Promise<PatientIndex> {
    const reading = await readingOf(log);
    const index = (await this.#taken(reading, keeping)) ?? this.#begun(reading.epoch);
    await this.#advance(index, reading);
    if (keeping !== undefined) await this.#keep(index, reading, keeping);
    return index;
  }

  /** An index of the whole log, compared with the kept one: `other` is the position of the kept one where they differ. */
  async #compared(log: EventStore, { readStore }: IndexKeeping) {
    const texts = await keptTexts(log, readStore);
    const reading = await readingOf(log);
    const index = this.#begun(reading.epoch);
    this.#isOfKept = false;
    const of = texts && keptOf(texts, reading.end);
    const isVoid =
      of !== undefined && (of.epoch !== reading.epoch || (await isAnyoneForgotten(log, of.position, reading.end)));
    if (of !== undefined && !isVoid) await index.advance(log, of.position);
    const isOther = texts !== undefined && !isVoid && digestOfTexts(index.texts()) !== digestOfTexts(texts);
    if (of !== undefined && !isVoid && !isOther) this.#keptAt = of.position;
    await this.#advance(index, reading);
    return { index, reading, other: isOther ? (of?.position ?? 0) : undefined };
  }

  async #advance(index: PatientIndex, { log, end }: Reading): Promise<void> {
    await index.advance(log, end);
    this.#link = await linkAt(end, log);
  }

  async #keep(index: PatientIndex, { log, end, epoch }: Reading, keeping: IndexKeeping): Promise<void> {
    const isToKeep = end - this.#keptAt > (keeping.tailMax ?? TAIL_MAX);
    if (!isToKeep || (await epochOf(log)) !== epoch) return;
    await keep(index, log, keeping);
    this.#keptAt = end;
  }

  async #taken(reading: Reading, keeping: IndexKeeping | undefined): Promise<PatientIndex | undefined> {
    const isBelieved = keeping !== undefined || !this.#isOfKept;
    const holding = isBelieved ? await this.#holding(reading) : undefined;
    if (holding !== undefined) return holding;
    const loaded = await this.#loaded(reading, keeping);
    this.#isOfKept = loaded !== undefined;
    return loaded;
  }

  /** Undefined where it is of a log that is no longer this one, or has someone who was erased since. */
  async #holding({ log, end, epoch }: Reading): Promise<PatientIndex | undefined> {
    const index = this.#index;
    if (index === undefined || index.position > end || index.epoch !== epoch) return undefined;
    const isOfLog = (await linkAt(index.position, log)) === this.#link;
    return isOfLog && !(await isAnyoneForgotten(log, index.position, end)) ? index : undefined;
  }

  async #loaded({ log, end, epoch }: Reading, keeping: IndexKeeping | undefined): Promise<PatientIndex | undefined> {
    const index = keeping && (await kept(log, keeping.readStore));
    if (index?.epoch !== epoch || (await isAnyoneForgotten(log, index.position, end))) return undefined;
    this.#keptAt = index.position;
    return (this.#index = index);
  }

  #begun(epoch: number): PatientIndex {
    this.#keptAt = 0;
    return (this.#index = new PatientIndex(epoch));
  }
}

/** What is kept, if the log has its digest. */
async function kept(log: EventStore, readStore: IndexKeeping['readStore']): Promise<PatientIndex | undefined> {
  const texts = await keptTexts(log, readStore);
  return texts !== undefined && keptOf(texts, await log.end()) !== undefined
    ? PatientIndex.fromTexts(texts)
    : undefined;
}

async function keptTexts(
  log: EventStore,
  readStore: IndexKeeping['readStore'],
): Promise<readonly string[] | undefined> {
  const recorded = await log.readStream(INDEX_STREAM);
  if (recorded.length === 0) return undefined;
  const texts: (readonly [string, string])[] = [];
  for await (const batch of (await readStore.scratch(PATIENT_INDEX_STORE)).scan('')) texts.push(...batch);
  const written = texts.sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text);
  const digest = digestOfTexts(written);
  return recorded.some((event) => INDEX_EVENTS.read(event).data.digest === digest) ? written : undefined;
}

/** What the index of these texts is said to be of; undefined where the log does not reach it. */
function keptOf(texts: readonly string[], end: number): Pick<PatientIndex, 'position' | 'epoch'> | undefined {
  const { position, epoch } = PatientIndex.fromTexts(texts.slice(0, 1));
  return Number.isSafeInteger(position) && position >= 0 && position <= end ? { position, epoch } : undefined;
}

async function keep(index: PatientIndex, log: EventStore, { readStore, commit }: IndexKeeping): Promise<void> {
  const texts = index.texts();
  const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
  const removes: string[] = [];
  for await (const batch of scratch.scan('')) removes.push(...batch.map(([key]) => key));
  await scratch.write({ removes, puts: texts.map((text, i): [string, string] => [String(i), text]) });
  const day = dayText(dayOfInstant(commit.recordedAt));
  const data = { position: index.position, digest: digestOfTexts(texts) };
  const event: PatientsIndexed = { type: 'PatientsIndexed', effective: day, data };
  await log.append(INDEX_STREAM, [writtenEvent(INDEX_EVENTS, event, day)], 'any', commit);
}
