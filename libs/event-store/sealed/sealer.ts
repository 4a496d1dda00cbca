/** Turns events into their stored form. */
import type { NewEvent } from '#libs/event-store/event.ts';
import { type BegunStreams, ensuredKeys } from '#libs/event-store/sealed/ensured.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { contentOfRow } from '#libs/event-store/sealed/row-content.ts';
import { SEALED_FIELD, type SealedParts, subjectInClear } from '#libs/event-store/sealed/sealed-parts.ts';
import {
  patientIn,
  patientStream,
  pseudonym,
  referenceIn,
  sealedNameOf,
  subjectOfPatient,
} from '#libs/event-store/sealed/sealed-names.ts';
import { MANY_ROWS, type RowAhead } from '#libs/event-store/row-sealer.ts';
import { type PlaceAhead, idAhead, keyAhead, referenceAhead, rowAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import { prepareForManyRows } from '#libs/patient-keys/row-sealing.ts';
import { keyedId, sealedText } from '#libs/patient-keys/sealing.ts';
import {
  type PatientKeys,
  type Subject,
  SubjectErased,
  type SubjectKey,
  areLocal,
} from '#libs/patient-keys/patient-keys.ts';

export interface EventToSeal {
  readonly stream: string;
  readonly event: NewEvent;
  readonly ahead?: PlaceAhead | undefined;
  /** The sealed row of the event and others of its stream. */
  readonly row?: RowAhead | undefined;
}

export class Sealer {
  readonly #keys: PatientKeys;
  readonly #parts: SealedParts;
  readonly #byRow: boolean;
  readonly #log: BegunStreams;

  /** `log`: the log as stored. `byRow`: it seals the facts about a patient in its rows (patient-rows.ts). */
  constructor(
    keys: PatientKeys,
    parts: SealedParts,
    { byRow, log }: { readonly byRow: boolean; readonly log: BegunStreams },
  ) {
    this.#keys = keys;
    this.#parts = parts;
    this.#byRow = byRow;
    this.#log = log;
  }

  /** Throws SubjectErased if a fact belongs to an erased patient, KeysUnusable if the key of a patient is missing. */
  async sealed(events: readonly EventToSeal[]): Promise<readonly EventToSeal[]> {
    // For an import in one thread; if another one seals ahead, few are left.
    if (this.#byRow && events.filter(({ ahead }) => ahead === undefined).length >= MANY_ROWS)
      await prepareForManyRows();
    const epoch = this.#byRow ? await this.#holding(events) : undefined;
    const subjects = events.map((located) =>
      aheadIn(epoch, located) === undefined ? this.#subjectOf(located) : undefined,
    );
    const keys = await ensuredKeys(this.#keys, this.#log, new Set(subjects.filter((subject) => subject !== undefined)));
    let last: { readonly subject: Subject; readonly key: SubjectKey; readonly stream: string } | undefined;
    let there: StoredAhead | undefined;
    return events.map((located, index) => {
      const ahead = aheadIn(epoch, located);
      if (ahead !== undefined) {
        if (there?.of !== ahead.of || there.place !== ahead.stream) there = storedAhead(ahead);
        return rowFact(located.event, idAhead(ahead), there);
      }
      const subject = subjects[index] ?? '';
      const key = keys.get(subject);
      if (key === undefined) return located;
      if (patientIn(located.stream) === undefined) return this.#withSealedFields(located, key);
      // Consecutive facts mostly belong to one patient.
      if (last?.subject !== subject) last = { subject, key, stream: patientStream(pseudonym(key.reference)) };
      return this.#byRow ? factOfRow(located.event, last) : sealedFact(located.event, last);
    });
  }

  /** The epoch of the keys, if another thread sealed events in it: the needed keys are held. */
  async #holding(events: readonly EventToSeal[]): Promise<number | undefined> {
    if (!areLocal(this.#keys) || events.every(({ ahead }) => ahead === undefined)) return undefined;
    const epoch = await this.#keys.epoch();
    const keys = new Map<string, SubjectKey>();
    for (const [i, { stream, ahead }] of events.entries()) {
      if (ahead?.of.epoch !== epoch || isSealedRow(ahead, stream, events[i - 1]) || keys.has(stream)) continue;
      const subject = subjectOfPatient(patientIn(stream) ?? '');
      keys.set(stream, { reference: referenceAhead(ahead), subject, key: keyAhead(ahead) });
    }
    return this.#keys.hold(keys.values(), epoch) ? epoch : undefined;
  }

  /** Undefined if nothing is sealed: a copy of events of erased patients is empty already. */
  #subjectOf(located: EventToSeal): Subject | undefined {
    const { stream, event } = located;
    const patient = patientIn(stream);
    if (patient === undefined) return subjectInClear(this.#parts, { stream, ...event });
    const reference = referenceIn(patient);
    if (reference === undefined) return subjectOfPatient(patient);
    if (event.type !== PATIENT_ERASED && event.data !== '') throw new SubjectErased(reference);
    return undefined;
  }

  #withSealedFields({ stream, event }: EventToSeal, key: SubjectKey): EventToSeal {
    const { fields = {} } = this.#parts[event.type] ?? {};
    const outside = Object.entries(jsonOf(event)).filter(([name]) => !(name in fields));
    const sealed = sealedText(`${event.id}\n${event.data}`, sealedNameOf(stream, event), key).toString('base64');
    const data = JSON.stringify(Object.fromEntries([...outside, [SEALED_FIELD, `${key.reference}:${sealed}`]]));
    return { stream, event: { ...event, id: keyedId(event.id, key), data } };
  }
}

/** The stored data of a patient. */
interface Stored {
  readonly key: SubjectKey;
  readonly stream: string;
}

function sealedFact(event: NewEvent, { key, stream }: Stored): EventToSeal {
  const text = `${event.id}\n${event.effective}\n${event.data}`;
  const data = sealedText(text, sealedNameOf(stream, event), key).toString('base64');
  return { stream, event: { ...event, id: keyedId(event.id, key), effective: '', data } };
}

function factOfRow(event: NewEvent, { key, stream }: Stored): EventToSeal {
  return rowFact(event, keyedId(event.id, key), { stream, row: undefined });
}

function rowFact(
  { id, type, schemaVersion, effective, knownOn, data }: NewEvent,
  storedId: string,
  { stream, row }: Pick<StoredAhead, 'stream' | 'row'>,
): EventToSeal {
  const event = { id: storedId, type, schemaVersion, effective, knownOn, data: contentOfRow(id, data) };
  return { stream, event, row };
}

/** The common data of the facts of one patient and batch that another thread sealed. */
interface StoredAhead extends Pick<PlaceAhead, 'of'> {
  readonly place: number;
  readonly stream: string;
  readonly row: RowAhead | undefined;
}

function storedAhead(ahead: PlaceAhead): StoredAhead {
  const stream = patientStream(pseudonym(referenceAhead(ahead)));
  return { of: ahead.of, place: ahead.stream, stream, row: rowAhead(ahead) };
}

/** Whether the event needs no key, judged by the one before it: events of two batches become one row. */
function isSealedRow({ of }: PlaceAhead, stream: string, before: EventToSeal | undefined): boolean {
  return before?.stream !== stream || before.ahead?.of === of;
}

/** Sealed by another thread, in this epoch of the keys. */
function aheadIn(epoch: number | undefined, { ahead }: EventToSeal): PlaceAhead | undefined {
  return epoch !== undefined && ahead?.of.epoch === epoch ? ahead : undefined;
}

function jsonOf({ data }: NewEvent): Record<string, unknown> {
  return JSON.parse(data) as Record<string, unknown>;
}
