/**
 * The dossiers of a read store are a cache: a random sample of the dossiers that a calculation reads is compared with the log. A
 * recomputation compares all of them.
 */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { foldedAmong } from '#libs/read-store/engine/compare.ts';
import { SampledDocuments } from '#libs/read-store/engine/sampled-documents.ts';
import { storedOtherwise } from '#libs/statements/calculation/refusals.ts';

/** Dossiers of each calculation that are folded again. */
const SIZE = 64;

export class DossierSample {
  /** The calculation reads the dossiers through these. */
  readonly documents: SampledDocuments;
  readonly #log: EventStore;
  readonly #position: number;
  /** Dossiers folded from the log, by key; undefined if the log has no such dossier. */
  readonly #folded = new Map<string, string | undefined>();

  /** `position`: the calculation sees the log up to here. */
  constructor(log: EventStore, dossiers: Documents, position: number) {
    this.documents = new SampledDocuments(dossiers, SIZE);
    this.#log = log;
    this.#position = position;
  }

  /** Folds the dossiers that were chosen before other threads read them. */
  foldChosen(): Promise<void> {
    return this.#fold(this.documents.chosen);
  }

  /** Throws STORED_OTHERWISE. */
  async requireOfLog(): Promise<void> {
    const { sample } = this.documents;
    await this.#fold([...sample.keys()].filter((key) => !this.#folded.has(key)));
    for (const [key, stored] of sample)
      if (this.#folded.get(key) !== stored && !(await this.#isOfLater(key, stored)))
        throw storedOtherwise(DOSSIERS, await this.#log.readStream(`patient-${key}`));
  }

  /** Others fold facts recorded meanwhile into the dossiers; the calculation knows each fact by its position, and counts none of these. */
  async #isOfLater(key: string, stored: string): Promise<boolean> {
    const events = await this.#log.readStream(`patient-${key}`);
    for (const { position } of events.filter((event) => event.position > this.#position))
      if ((await foldedAmong(DOSSIERS, this.#log, { keys: [key], position })).get(key) === stored) return true;
    return false;
  }

  async #fold(keys: readonly string[]): Promise<void> {
    const folded = await foldedAmong(DOSSIERS, this.#log, { keys, position: this.#position });
    for (const key of keys) this.#folded.set(key, folded.get(key));
  }
}
