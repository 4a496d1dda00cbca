/** Facts about patients as a sealed log stores them, worked out by another thread before they are recorded: names of streams, ids, and keys. */
import { patientIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { keyedId } from '#libs/patient-keys/sealing.ts';
import { type LocalKeys, SubjectErased } from '#libs/patient-keys/patient-keys.ts';

export interface SealedAhead {
  /** Of the keys, before: it holds as long as none is destroyed. */
  readonly epoch: number;
  /** Of each fact, the place of its patient among them. */
  readonly patients: Uint32Array;
  /** Of each patient: 64 digits, then 32 bytes. */
  readonly references: string;
  readonly keys: Uint8Array;
  /** Of each fact as it is stored: 32 digits. */
  readonly ids: string;
}

/** A fact among those of a batch. */
export interface PlaceAhead {
  readonly of: SealedAhead;
  readonly place: number;
}

const [REFERENCE_DIGITS, KEY_BYTES, ID_DIGITS] = [64, 32, 32];

/** Of facts by their streams and ids. Undefined where one is of an erased patient: who records them finds out which. */
export async function sealedAhead(
  keys: LocalKeys,
  streams: readonly string[],
  ids: readonly string[],
): Promise<SealedAhead | undefined> {
  const epoch = await keys.epoch();
  const places = new Map<string, number>();
  const patients = Uint32Array.from(streams, (stream) => {
    let place = places.get(stream);
    if (place === undefined) places.set(stream, (place = places.size));
    return place;
  });
  const subjects = Array.from(places.keys(), (stream) => subjectOfPatient(patientIn(stream) ?? ''));
  try {
    const found = await keys.ensured(subjects);
    const ofPatients = subjects.map((subject) => found.get(subject)).filter((key) => key !== undefined);
    const bytes = new Uint8Array(KEY_BYTES * ofPatients.length);
    for (const [i, { key }] of ofPatients.entries()) bytes.set(key, KEY_BYTES * i);
    let stored = '';
    for (const [i, id] of ids.entries()) {
      const key = ofPatients[patients[i] ?? 0];
      if (key !== undefined) stored += keyedId(id, key);
    }
    return {
      epoch,
      patients,
      references: ofPatients.map(({ reference }) => reference).join(''),
      keys: bytes,
      ids: stored,
    };
  } catch (error) {
    if (error instanceof SubjectErased) return undefined;
    throw error;
  }
}

export function referenceAhead({ of, place }: PlaceAhead): string {
  const at = REFERENCE_DIGITS * (of.patients[place] ?? 0);
  return of.references.slice(at, at + REFERENCE_DIGITS);
}

export function keyAhead({ of, place }: PlaceAhead): Buffer {
  const at = KEY_BYTES * (of.patients[place] ?? 0);
  return Buffer.from(of.keys.subarray(at, at + KEY_BYTES));
}

export function idAhead({ of, place }: PlaceAhead): string {
  return of.ids.slice(ID_DIGITS * place, ID_DIGITS * (place + 1));
}
