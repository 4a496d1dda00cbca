/**
 * The other results of a full recomputation's pass over the log, besides the sums: the index of patients by the professionals in their
 * dossiers, and the dossiers and known acts of the read store that differ from the log.
 */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { foldedOfStreams, otherNow } from '#libs/read-store/engine/compare.ts';
import { type Projection, isStreamProjection } from '#libs/read-store/projection.ts';
import { NotServed, type ReadStore } from '#libs/read-store/read-store.ts';
import { type ActInLog, isOfLog } from '#libs/statements/recomputation/held-acts.ts';
import type { FoundInStreams } from '#libs/statements/recomputation/patients-fold.ts';
import { PatientIndex } from '#libs/statements/recomputation/patient-index.ts';
import { type Elsewhere, placeOf } from '#libs/threads/computing.ts';

/** A document of the read store that the log does not give. */
export interface StoredOtherwise {
  readonly projection: string;
  readonly key: string;
  /** False if no event makes the document. */
  readonly isOfLog: boolean;
  readonly isStored: boolean;
}

/** The projections that are compared in this one reading. */
export const READ_WITH_PATIENTS: ReadonlySet<string> = new Set([DOSSIERS.name, KNOWN_ACTS.name]);

export class WholeReading {
  /** The position in the log up to which it is read. */
  readonly position: number;
  readonly index: PatientIndex;
  readonly stored: { readonly dossiers: Documents | undefined; readonly acts: Documents | undefined };
  readonly #log: EventStore;
  readonly #patients = new Set<string>();
  readonly #dossiers: string[] = [];
  readonly #acts: ActInLog[] = [];
  /**
   * Numbers of documents when the reading began, complete up to the position: more than the log gives up to there come from no event, or
   * from later ones.
   */
  readonly #counts: { readonly dossiers: number; readonly acts: number };
  #sameActs = 0;

  private constructor(log: EventStore, position: number, epoch: number, stored: WholeReading['stored']) {
    this.#log = log;
    this.position = position;
    this.index = new PatientIndex(epoch);
    this.stored = stored;
    this.#counts = { dossiers: countAtOnce(stored.dossiers), acts: countAtOnce(stored.acts) };
  }

  /** Uses the documents that the read store serves, brought up to the end of the log. */
  static async of(log: EventStore, readStore: ReadStore): Promise<WholeReading> {
    const [epoch, position] = [await forgettingEpoch(log), await log.end()];
    const [dossiers, acts] = [await served(readStore, DOSSIERS, log), await served(readStore, KNOWN_ACTS, log)];
    return new WholeReading(log, position, epoch, { dossiers, acts });
  }

  /** Whether threads can reach the stored documents. */
  get isReachable(): boolean {
    return Object.values(this.stored).every(
      (documents) => documents === undefined || documents.elsewhere !== undefined,
    );
  }

  get places(): { readonly dossiers: Elsewhere | undefined; readonly acts: Elsewhere | undefined } {
    const { dossiers, acts } = this.stored;
    return {
      dossiers: dossiers?.elsewhere && placeOf(dossiers.elsewhere),
      acts: acts?.elsewhere && placeOf(acts.elsewhere),
    };
  }

  take({ named, dossiers, acts }: FoundInStreams): void {
    for (const [patient, professionals] of named) {
      this.#patients.add(patient);
      this.index.add(patient, professionals);
    }
    for (const key of dossiers) this.#dossiers.push(key);
    for (const act of acts.other) this.#acts.push(act);
    this.#sameActs += acts.same;
  }

  /** Ends the reading: the index is complete to its position; gives the first document of each projection that does not match the log. */
  async ended(): Promise<readonly StoredOtherwise[]> {
    this.index.position = this.position;
    const { dossiers, acts } = this.stored;
    const found = [dossiers && (await this.#otherDossier(dossiers)), acts && (await this.#otherAct(acts))];
    return found.filter((one) => one !== undefined);
  }

  async #otherDossier(documents: Documents): Promise<StoredOtherwise | undefined> {
    for (const key of this.#dossiers) {
      const other = await this.#dossierNow(documents, key);
      if (other !== undefined) return other;
    }
    if (this.#counts.dossiers <= this.#patients.size) return undefined;
    for await (const batch of documents.scan())
      for (const [key] of batch) {
        const other = this.#patients.has(key) ? undefined : await this.#dossierNow(documents, key);
        if (other !== undefined) return other;
      }
    return undefined;
  }

  async #dossierNow(documents: Documents, key: string): Promise<StoredOtherwise | undefined> {
    if (!isStreamProjection(DOSSIERS)) throw new RangeError('a patient has a stream');
    const other = await otherNow(documents, foldedOfStreams(DOSSIERS, this.#log), key);
    if (other === undefined) return undefined;
    const { stored, folded } = other;
    return { projection: DOSSIERS.name, key, isOfLog: folded !== undefined, isStored: stored !== undefined };
  }

  async #otherAct(documents: Documents): Promise<StoredOtherwise | undefined> {
    for (const { key, position } of this.#acts) {
      const text = (await documents.get([key])).get(key);
      const isFolded = text !== undefined || (await documents.checkpoint()).position >= position;
      if (isFolded && (text === undefined || !(await isOfLog(this.#log, key, text, position))))
        return { projection: KNOWN_ACTS.name, key, isOfLog: true, isStored: text !== undefined };
    }
    if (this.#counts.acts <= this.#sameActs || (await countOf(documents)) <= this.#sameActs) return undefined;
    for await (const batch of documents.scan())
      for (const [key, text] of batch)
        if (!(await isOfLog(this.#log, key, text)))
          return { projection: KNOWN_ACTS.name, key, isOfLog: false, isStored: true };
    return undefined;
  }
}

/** Infinity if only reading gives the number. */
function countAtOnce(documents: Documents | undefined): number {
  return documents?.elsewhere?.count?.() ?? Infinity;
}

async function countOf(documents: Documents): Promise<number> {
  let count = 0;
  for await (const batch of documents.scan()) count += batch.length;
  return count;
}

/** Undefined if the projection has no build in use; then it is not read. */
async function served(
  readStore: ReadStore,
  projection: Projection<unknown>,
  log: EventStore,
): Promise<Documents | undefined> {
  try {
    await readStore.serving(projection, log);
  } catch (error) {
    if (error instanceof NotServed) return undefined;
    throw error;
  }
  return readStore.upToDate(projection, log);
}
