/**
 * The patients whom some teams may concern. The index of them is made of the log alone: in the memory of this process, and beside the read
 * store with its digest in an event of the log, so that another process reads only what came since. A kept index that no event has the digest
 * of is as if it were not there. A decision believes one that has it; a recomputation makes its own, and compares.
 */
import { PATIENT_INDEX_STORE } from '#libs/enrolment/dossiers.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
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
 * Makes the index anew from the first event, and compares the kept one that a decision would believe. Where the log does not give that one, it
 * is replaced, and the position that it is said to be of is given; 0 where the log has none such.
 */
export async function remakePatientIndex(log: EventStore, keeping: IndexKeeping): Promise<number | undefined> {
  return held(log).remade(log, keeping);
}

/**
 * Undefined where they are most patients: folding all in one reading is as quick. Without `keeping`, what is kept is not believed: the index is
 * one that this process made from the first event.
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
    return this.#inTurn(async () => {
      const end = await log.end();
      const index = (await this.#taken(log, end, keeping)) ?? this.#begun();
      await this.#advance(index, log, end, keeping);
      return index;
    });
  }

  remade(log: EventStore, keeping: IndexKeeping): Promise<number | undefined> {
    return this.#inTurn(async () => {
      const texts = await keptTexts(log, keeping.readStore);
      const [end, index] = [await log.end(), this.#begun()];
      this.#isOfKept = false;
      const position = (texts && positionOf(texts, end)) ?? 0;
      const isVoid = position > 0 && (await isAnyoneForgotten(log, position, end));
      await index.advance(log, position);
      const isOther = texts !== undefined && !isVoid && digestOfTexts(index.texts()) !== digestOfTexts(texts);
      if (!isVoid && !isOther) this.#keptAt = position;
      await this.#advance(index, log, end, isOther ? { ...keeping, tailMax: -1 } : keeping);
      return isOther ? position : undefined;
    });
  }

  /** One at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #taken(log: EventStore, end: number, keeping: IndexKeeping | undefined): Promise<PatientIndex | undefined> {
    const isBelieved = keeping !== undefined || !this.#isOfKept;
    const holding = isBelieved ? await this.#holding(log, end) : undefined;
    if (holding !== undefined) return holding;
    const loaded = await this.#loaded(log, end, keeping);
    this.#isOfKept = loaded !== undefined;
    return loaded;
  }

  async #advance(index: PatientIndex, log: EventStore, end: number, keeping: IndexKeeping | undefined): Promise<void> {
    await index.advance(log, end);
    this.#link = await linkAt(end, log);
    if (keeping === undefined || end - this.#keptAt <= (keeping.tailMax ?? TAIL_MAX)) return;
    await keep(index, log, keeping);
    this.#keptAt = end;
  }

  /** Undefined where it is of a log that is no longer this one, or has someone who was erased since. */
  async #holding(log: EventStore, end: number): Promise<PatientIndex | undefined> {
    const index = this.#index;
    if (index === undefined || index.position > end) return undefined;
    const isOfLog = (await linkAt(index.position, log)) === this.#link;
    return isOfLog && !(await isAnyoneForgotten(log, index.position, end)) ? index : undefined;
  }

  async #loaded(log: EventStore, end: number, keeping: IndexKeeping | undefined): Promise<PatientIndex | undefined> {
    const index = keeping && (await kept(log, keeping.readStore));
    if (index === undefined || (await isAnyoneForgotten(log, index.position, end))) return undefined;
    this.#keptAt = index.position;
    return (this.#index = index);
  }

  #begun(): PatientIndex {
    this.#keptAt = 0;
    return (this.#index = new PatientIndex());
  }
}

/** What is kept, if the log has its digest. */
async function kept(log: EventStore, readStore: IndexKeeping['readStore']): Promise<PatientIndex | undefined> {
  const texts = await keptTexts(log, readStore);
  return texts !== undefined && positionOf(texts, await log.end()) !== undefined
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

/** Undefined where the log does not reach it. */
function positionOf([position = '']: readonly string[], end: number): number | undefined {
  return /^\d+$/.test(position) && Number(position) <= end ? Number(position) : undefined;
}

async function keep(index: PatientIndex, log: EventStore, { readStore, commit }: IndexKeeping): Promise<void> {
  const texts = index.texts();
  const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
  const removes: string[] = [];
  for await (const batch of scratch.scan('')) removes.push(...batch.map(([key]) => key));
  await scratch.write({ removes, puts: texts.map((text, i): [string, string] => [String(i), text]) });
  const day = dayText(dayOfInstant(commit.recordedAt));
  const type = 'PatientsIndexed';
  const said: PatientsIndexed = {
    type,
    effective: day,
    data: { position: index.position, digest: digestOfTexts(texts) },
  };
  const { schemaVersion, json } = INDEX_EVENTS.write(said);
  const data = JSON.stringify(json);
  const event: NewEvent = { id: eventId(type, data), type, schemaVersion, effective: day, knownOn: day, data };
  await log.append(INDEX_STREAM, [event], 'any', commit);
}
