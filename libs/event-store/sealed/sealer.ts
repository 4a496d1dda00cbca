/** Makes of events what is stored of them. */
import type { NewEvent } from '#libs/event-store/event.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { contentOfRow } from '#libs/event-store/sealed/row-content.ts';
import { SEALED_FIELD, type SealedParts, subjectInClear } from '#libs/event-store/sealed/sealed-parts.ts';
import {
  patientIn,
  patientStream,
  pseudonym,
  referenceIn,
  subjectOfPatient,
} from '#libs/event-store/sealed/sealed-names.ts';
import { keyedId, sealedText } from '#libs/patient-keys/sealing.ts';
import { type PatientKeys, type Subject, SubjectErased, type SubjectKey } from '#libs/patient-keys/patient-keys.ts';

interface Located {
  readonly stream: string;
  readonly event: NewEvent;
}

export class Sealer {
  readonly #keys: PatientKeys;
  readonly #parts: SealedParts;
  readonly #byRow: boolean;

  /** `byRow`: the log seals the facts about a patient in its rows (patient-rows.ts). */
  constructor(keys: PatientKeys, parts: SealedParts, byRow: boolean) {
    this.#keys = keys;
    this.#parts = parts;
    this.#byRow = byRow;
  }

  /** Throws SubjectErased where a fact is of an erased patient. */
  async sealed(events: readonly Located[]): Promise<readonly Located[]> {
    const subjects = events.map((located) => this.#subjectOf(located));
    const keys = await this.#keys.ensured(new Set(subjects.filter((subject) => subject !== undefined)));
    let last: { readonly subject: Subject; readonly key: SubjectKey; readonly stream: string } | undefined;
    return events.map((located, index) => {
      const subject = subjects[index] ?? '';
      const key = keys.get(subject);
      if (key === undefined) return located;
      if (patientIn(located.stream) === undefined) return this.#withSealedFields(located, key);
      // Facts of one patient mostly follow one another.
      if (last?.subject !== subject) last = { subject, key, stream: patientStream(pseudonym(key.reference)) };
      return this.#byRow ? factOfRow(located.event, last) : sealedFact(located.event, last);
    });
  }

  /** Undefined where nothing is sealed: what a copy takes over of erased patients is so already. */
  #subjectOf(located: Located): Subject | undefined {
    const { stream, event } = located;
    const patient = patientIn(stream);
    if (patient === undefined) return subjectInClear(this.#parts, { stream, ...event });
    const reference = referenceIn(patient);
    if (reference === undefined) return subjectOfPatient(patient);
    if (event.type !== PATIENT_ERASED && event.data !== '') throw new SubjectErased(reference);
    return undefined;
  }

  #withSealedFields({ stream, event }: Located, key: SubjectKey): Located {
    const { fields = {} } = this.#parts[event.type] ?? {};
    const outside = Object.entries(jsonOf(event)).filter(([name]) => !(name in fields));
    const sealed = sealedText(`${event.id}\n${event.data}`, nameOf(stream, event), key).toString('base64');
    const data = JSON.stringify(Object.fromEntries([...outside, [SEALED_FIELD, `${key.reference}:${sealed}`]]));
    return { stream, event: { ...event, id: keyedId(event.id, key), data } };
  }
}

/** Of a patient. */
interface Stored {
  readonly key: SubjectKey;
  readonly stream: string;
}

function sealedFact(event: NewEvent, { key, stream }: Stored): Located {
  const text = `${event.id}\n${event.effective}\n${event.data}`;
  const data = sealedText(text, nameOf(stream, event), key).toString('base64');
  return { stream, event: { ...event, id: keyedId(event.id, key), effective: '', data } };
}

function factOfRow(event: NewEvent, { key, stream }: Stored): Located {
  const { id, type, schemaVersion, effective, knownOn, data } = event;
  const stored = { id: keyedId(id, key), type, schemaVersion, effective, knownOn, data: contentOfRow(id, data) };
  return { stream, event: stored };
}

/** What a sealed text belongs to. */
export function nameOf(stream: string, { type }: Pick<NewEvent, 'type'>): string {
  return `${stream}\n${type}`;
}

function jsonOf({ data }: NewEvent): Record<string, unknown> {
  return JSON.parse(data) as Record<string, unknown>;
}
