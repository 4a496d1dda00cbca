/** Turns stored events into recorded ones, or into events without content if the key is destroyed. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { ReadOptions } from '#libs/event-store/event-store.ts';
import { SEALED_FIELD, type SealedParts, sealedIn, subjectInClear } from '#libs/event-store/sealed/sealed-parts.ts';
import { isContentOfRow, openedContent } from '#libs/event-store/sealed/row-content.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import {
  patientIn,
  patientOfSubject,
  patientStream,
  referenceIn,
  sealedNameOf,
} from '#libs/event-store/sealed/sealed-names.ts';
import { requireDestroyed } from '#libs/event-store/sealed/require-destroyed.ts';
import { openedText } from '#libs/patient-keys/sealing.ts';
import { type PatientKeys, type SubjectKey } from '#libs/patient-keys/patient-keys.ts';

/** The fields that opening an event needs. */
const SEALED_FIELDS: readonly EventField[] = ['id', 'effective', 'data'];
const NEEDED: readonly EventField[] = ['stream', 'type', 'data', 'id'];

type Stored = Pick<RecordedEvent, EventField>;

export class Opener {
  readonly #keys: PatientKeys;
  readonly #parts: SealedParts;
  readonly #emptiesParts: boolean;
  /** References of keys that are known to be destroyed: they stay so. */
  readonly #destroyed = new Set<string>();

  /** `emptiesParts`: a part that is stored in clear, and whose key is destroyed, is returned without content, to be carried over so. */
  constructor(keys: PatientKeys, parts: SealedParts, emptiesParts = false) {
    this.#keys = keys;
    this.#parts = parts;
    this.#emptiesParts = emptiesParts;
  }

  /** The options for reading the stored log, so that these fields can be returned. */
  storedRead<Options extends Pick<ReadOptions, 'fields'>>(options: Options): Options {
    const { fields } = options;
    const isContent = fields?.some((field) => SEALED_FIELDS.includes(field)) === true;
    return isContent ? { ...options, fields: [...new Set([...fields, ...NEEDED])] } : options;
  }

  /** With the requested fields; all if none are named. Throws KeysUnusable if a key is missing that was not destroyed. */
  async opened<Field extends EventField>(
    events: readonly Pick<RecordedEvent, Field>[],
    fields: readonly Field[] | undefined,
  ): Promise<readonly Pick<RecordedEvent, Field>[]> {
    const isNamed = fields === undefined || fields.includes('stream' as Field);
    const isContent = fields === undefined || fields.some((field) => SEALED_FIELDS.includes(field));
    if (!isNamed && !isContent) return events;
    const stored = isContent
      ? await this.#emptied(events as unknown as readonly Stored[])
      : (events as unknown as readonly Stored[]);
    const references = new Set(stored.flatMap((event) => this.#referenceOf(event, isContent) ?? []));
    const keys = await this.#keys.keysOf(references);
    const missing = [...references].filter((reference) => !keys.has(reference) && !this.#destroyed.has(reference));
    if (missing.length > 0) await requireDestroyed(this.#keys, missing);
    for (const reference of missing) this.#destroyed.add(reference);
    const opened = stored.map((event) => {
      const reference = this.#referenceOf(event, isContent);
      return reference === undefined ? event : this.#open(event, keys.get(reference), isContent);
    });
    const isMore = isContent && fields !== undefined && NEEDED.some((field) => !fields.includes(field as Field));
    return isMore ? opened.map((event) => only(event, fields)) : opened;
  }

  async #emptied(events: readonly Stored[]): Promise<readonly Stored[]> {
    if (!this.#emptiesParts) return events;
    const destroyed = await this.#keys.destroyed();
    return events.map((event) => {
      const subject = subjectInClear(this.#parts, event);
      if (subject === undefined || !destroyed.has(this.#keys.referenceOf(subject))) return event;
      const { fields = {} } = this.#parts[event.type] ?? {};
      // A keyed id: nobody can find the content by trial.
      const id = this.#keys.referenceOf(event.id).slice(0, event.id.length);
      return { ...event, id, data: JSON.stringify({ ...(JSON.parse(event.data) as object), ...fields }) };
    });
  }

  /** The reference of the key that seals the event; undefined if it is not sealed. */
  #referenceOf({ stream, type, data }: Stored, isContent: boolean): string | undefined {
    const patient = patientIn(stream);
    if (patient !== undefined) return referenceIn(patient);
    return isContent && this.#parts[type] !== undefined ? sealedIn(data)?.reference : undefined;
  }

  #open(event: Stored, key: SubjectKey | undefined, isContent: boolean): Stored {
    if (patientIn(event.stream) === undefined) return this.#withOpenedFields(event, key);
    const stream = key === undefined ? event.stream : patientStream(patientOfSubject(key.subject));
    if (!isContent || event.type === PATIENT_ERASED) return { ...event, stream };
    if (key === undefined) return { ...event, effective: '', data: '' };
    // Its key was destroyed just now.
    if (event.data === '') return event;
    if (isContentOfRow(event.data)) return { ...event, stream, ...openedContent(event.data) };
    const text = openedText(Buffer.from(event.data, 'base64'), sealedNameOf(event.stream, event), key);
    const afterId = text.indexOf('\n');
    const afterEffective = text.indexOf('\n', afterId + 1);
    return {
      ...event,
      stream,
      id: text.slice(0, afterId),
      effective: text.slice(afterId + 1, afterEffective),
      data: text.slice(afterEffective + 1),
    };
  }

  #withOpenedFields(event: Stored, key: SubjectKey | undefined): Stored {
    const { fields = {} } = this.#parts[event.type] ?? {};
    const { [SEALED_FIELD]: _, ...outside } = JSON.parse(event.data) as Record<string, unknown>;
    if (key === undefined) return { ...event, data: JSON.stringify({ ...outside, ...fields }) };
    const sealed = Buffer.from(sealedIn(event.data)?.text ?? '', 'base64');
    const text = openedText(sealed, sealedNameOf(event.stream, event), key);
    const afterId = text.indexOf('\n');
    return { ...event, id: text.slice(0, afterId), data: text.slice(afterId + 1) };
  }
}

function only<Field extends EventField>(event: Stored, fields: readonly Field[]): Pick<RecordedEvent, Field> {
  const picked: Partial<Record<EventField, unknown>> = {};
  for (const field of fields) picked[field] = event[field];
  return picked as Pick<RecordedEvent, Field>;
}
