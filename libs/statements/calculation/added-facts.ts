/**
 * Facts outside the log, laid over its facts: they give the dossiers and rosters that would result. These facts have their own log and take
 * positions after the end of the first.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { DOSSIERS, foldDossier, patientOf } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Documents, ORIGIN } from '#libs/read-store/document-store.ts';
import { MemoryDocuments } from '#libs/read-store/engine/memory-documents.ts';

export class AddedFacts {
  /** Position of the last added fact, after those of the log. */
  readonly end: number;
  readonly #added: EventStore;
  readonly #after: number;

  private constructor(added: EventStore, after: number, end: number) {
    this.#added = added;
    this.#after = after;
    this.end = end;
  }

  /** `after`: position of the end of the log that they are laid over. */
  static async of(added: EventStore, after: number): Promise<AddedFacts> {
    return new AddedFacts(added, after, after + (await added.end()));
  }

  /** The patients with an added fact. */
  async patients(): Promise<ReadonlySet<string>> {
    const patients = new Set<string>();
    for await (const batch of this.#added.read({ after: 0, categories: DOSSIERS.categories, fields: ['stream'] }))
      for (const event of batch) patients.add(patientOf(event));
    return patients;
  }

  /** The dossiers of these patients with the added facts; leaves out facts that came into the log since. */
  async overLinked({ dossiers, merges }: LinkedDossiers, patients: ReadonlySet<string>): Promise<LinkedDossiers> {
    const made: Dossier[] = [];
    for (const dossier of dossiers)
      made.push(patients.has(dossier.patient) ? await this.over(dossier.patient, dossier) : upTo(dossier, this.#after));
    return { dossiers: made, merges: merges.filter(({ position }) => position <= this.#after) };
  }

  /** The dossier of a patient with them. */
  async over(patient: string, recorded: Dossier | undefined): Promise<Dossier> {
    const events = await this.#added.readStream(`patient-${patient}`);
    const added = foldDossier(patient, events.map(this.#placed));
    return recorded === undefined ? added : together(upTo(recorded, this.#after), added);
  }

  /** The rosters and reference data with them. */
  async overRosters(recorded: Documents): Promise<Documents> {
    const documents = new MemoryDocuments();
    const texts = new Map<string, string>();
    for await (const batch of recorded.scan()) for (const [key, text] of batch) texts.set(key, text);
    for await (const batch of this.#added.read({ after: 0, categories: ROSTERS.categories }))
      for (const event of batch.map(this.#placed))
        for (const key of ROSTERS.keys(event)) texts.set(key, evolvedRoster(texts.get(key), event, key));
    await documents.commit(ORIGIN.position, { puts: texts, checkpoint: { ...ORIGIN, position: this.end } });
    return documents;
  }

  readonly #placed = (event: RecordedEvent): RecordedEvent => ({ ...event, position: this.#after + event.position });
}

function evolvedRoster(text: string | undefined, event: RecordedEvent, key: string): string {
  const before = text === undefined ? undefined : (JSON.parse(text) as ReturnType<typeof ROSTERS.evolve>);
  return JSON.stringify(ROSTERS.evolve(before, event, key));
}

/** Of an erased patient, whose facts are gone, the whole kept part stays. */
function upTo(dossier: Dossier, end: number): Dossier {
  const isOf = ({ position }: { readonly position: number }): boolean => position <= end;
  return {
    ...dossier,
    person: dossier.person.filter(isOf),
    coverage: dossier.coverage.filter(isOf),
    declarations: dossier.declarations.filter(isOf),
    acts: dossier.acts.filter(isOf),
    spending: dossier.spending.filter(isOf),
  };
}

function together(recorded: Dossier, added: Dossier): Dossier {
  return {
    ...recorded,
    person: [...recorded.person, ...added.person],
    coverage: [...recorded.coverage, ...added.coverage],
    declarations: [...recorded.declarations, ...added.declarations],
    acts: [...recorded.acts, ...added.acts],
    spending: [...recorded.spending, ...added.spending],
  };
}
