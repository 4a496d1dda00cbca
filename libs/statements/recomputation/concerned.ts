/**
 * The patients that may concern some teams. Their index is built from the log alone: in the memory of this process, and beside the read
 * store with a mark that only programs of this installation can make, so that another process reads only newer events. A stored index
 * without a valid mark is ignored. A full recomputation builds its own index and compares.
 */
import { PATIENT_INDEX_STORE } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import { forgettingEpoch, inOneEpoch, isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { DocumentSource } from '#libs/read-store/read-store.ts';
import { isOwn, ownMark } from '#libs/statements/recomputation/own-mark.ts';
import { PatientIndex, digestOfTexts } from '#libs/statements/recomputation/patient-index.ts';
import { indexOnThreads } from '#libs/statements/recomputation/index-on-threads.ts';
import type { Threads } from '#libs/threads/threads.ts';

/** The place where the index is stored for other processes. */
export interface IndexKeeping {
  readonly readStore: Pick<DocumentSource, 'scratch'>;
  /** The index is stored again when more events than this have come since; default TAIL_MAX. */
  readonly tailMax?: number;
}

export interface IndexStores {
  readonly log: EventStore;
  readonly threads?: Threads | undefined;
  /** Without it a stored index is not trusted: this process builds its own from the first event. */
  readonly keeping?: IndexKeeping | undefined;
}

const TAIL_MAX = 50_000;
/** Key of the scratch document with the mark (own-mark.ts) of the other documents. */
const MARK = 'mark';

/** Brings the index up to date, for decisions to come. */
export async function keepPatientIndex(stores: IndexStores, onProgress?: Progress): Promise<void> {
  await held(stores.log).upToDate(stores, onProgress);
}

/**
 * Replaces any stored index by one built from the first event. If the replaced one, which decisions would have used, misses a patient,
 * gives its position.
 */
export async function replacePatientIndex(stores: IndexStores, made: PatientIndex): Promise<number | undefined> {
  return held(stores.log).replaced(stores, made);
}

/** Undefined if the teams concern most patients: folding all in one reading is as fast. */
export async function concernedPatients(
  stores: IndexStores,
  professionals: ReadonlySet<string>,
  onProgress?: Progress,
): Promise<ReadonlySet<string> | undefined> {
  const index = await held(stores.log).upToDate(stores, onProgress);
  const patients = index.patientsOf(professionals);
  return patients.size * 2 > index.patients ? undefined : patients;
}

const held = memoisedOf((_: EventStore) => new HeldIndex());

class HeldIndex {
  #index: PatientIndex | undefined;
  /** Link of the log at the position of the index. */
  #link = '';
  /** Whether this index was loaded from the store. */
  #isOfKept = false;
  /** Position of the stored index. */
  #keptAt = 0;
  #turn: Promise<unknown> = Promise.resolve();

  upToDate(stores: IndexStores, onProgress: Progress | undefined): Promise<PatientIndex> {
    return this.#inTurn(() => inOneEpoch(stores.log, () => this.#advanced(stores, onProgress)));
  }

  replaced(stores: IndexStores, made: PatientIndex): Promise<number | undefined> {
    return this.#inTurn(async () => {
      const { log, keeping } = stores;
      const found = keeping && (await kept(log, keeping.readStore));
      const usable = found !== undefined && (await isOfNow(found, log)) ? found : undefined;
      const isOther = usable !== undefined && (await isShort(usable, made, log));
      this.#hold(made, await requireLinkAt(made.position, log), false);
      this.#keptAt = usable?.position ?? 0;
      // A wrong index is replaced, however few events came since.
      if (keeping !== undefined) await this.#keep(made, log, isOther ? { ...keeping, tailMax: -Infinity } : keeping);
      return isOther ? usable.position : undefined;
    });
  }

  /** Runs one piece of work at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #advanced(stores: IndexStores, onProgress: Progress | undefined): Promise<PatientIndex> {
    const { log, keeping } = stores;
    const index = (await this.#taken(stores)) ?? this.#hold(new PatientIndex(await forgettingEpoch(log)), '', false);
    const end = await log.end();
    if (!(await indexOnThreads(index, stores, end, onProgress))) await index.advance(log, end, onProgress);
    this.#link = await requireLinkAt(index.position, log);
    if (keeping !== undefined) await this.#keep(index, log, keeping);
    return index;
  }

  /** The index in memory, otherwise the stored one. */
  async #taken({ log, keeping }: IndexStores): Promise<PatientIndex | undefined> {
    const index = this.#index;
    const isBelieved = keeping !== undefined || !this.#isOfKept;
    if (index !== undefined && isBelieved && (await this.#isHeldOfThis(index, log))) return index;
    const found = keeping && (await kept(log, keeping.readStore));
    if (found === undefined || !(await isOfNow(found, log))) return undefined;
    this.#keptAt = found.position;
    return this.#hold(found, await requireLinkAt(found.position, log), true);
  }

  async #isHeldOfThis(index: PatientIndex, log: EventStore): Promise<boolean> {
    if (index.position > (await log.end()) || (await requireLinkAt(index.position, log)) !== this.#link) return false;
    return isOfNow(index, log);
  }

  #hold(index: PatientIndex, link: string, isOfKept: boolean): PatientIndex {
    if (!isOfKept) this.#keptAt = 0;
    this.#index = index;
    this.#link = link;
    this.#isOfKept = isOfKept;
    return index;
  }

  async #keep(index: PatientIndex, log: EventStore, { readStore, tailMax = TAIL_MAX }: IndexKeeping): Promise<void> {
    if (index.position - this.#keptAt <= tailMax || (await forgettingEpoch(log)) !== index.epoch) return;
    const texts = index.texts();
    const mark = await ownMark(log, madeOf(texts));
    // A log in clear has no secret to know it again by.
    if (mark === undefined) return;
    const scratch = await readStore.scratch(PATIENT_INDEX_STORE);
    const removes: string[] = [];
    for await (const batch of scratch.scan('')) removes.push(...batch.map(([key]) => key));
    const puts = texts.map((text, i): [string, string] => [String(i), text]);
    await scratch.write({ removes, puts: [...puts, [MARK, mark]] });
    this.#keptAt = index.position;
  }
}

/** False if somebody was erased after it was made. */
async function isOfNow({ epoch, position }: PatientIndex, log: EventStore): Promise<boolean> {
  return epoch === (await forgettingEpoch(log)) && !(await isAnyoneForgotten(log, position, await log.end()));
}

/** Whether a stored index, brought up to date, misses a patient of another one. */
async function isShort(found: PatientIndex, made: PatientIndex, log: EventStore): Promise<boolean> {
  const brought = PatientIndex.fromTexts(found.texts());
  await brought.advance(log, made.position);
  return !brought.hasAllOf(made);
}

/** The stored index, if a program of this installation made it from this log. */
async function kept(log: EventStore, readStore: IndexKeeping['readStore']): Promise<PatientIndex | undefined> {
  const found: (readonly [key: string, text: string])[] = [];
  for await (const batch of (await readStore.scratch(PATIENT_INDEX_STORE)).scan('')) found.push(...batch);
  const mark = found.find(([key]) => key === MARK)?.[1];
  const written = found.filter(([key]) => key !== MARK).sort(([a], [b]) => Number(a) - Number(b));
  const texts = written.map(([, text]) => text);
  if (mark === undefined || !(await isOwn(log, madeOf(texts), mark))) return undefined;
  return PatientIndex.fromTexts(texts);
}

function madeOf(texts: readonly string[]) {
  const { position } = PatientIndex.fromTexts(texts.slice(0, 1));
  return { kind: 'patient-index', position, content: [digestOfTexts(texts)] } as const;
}
