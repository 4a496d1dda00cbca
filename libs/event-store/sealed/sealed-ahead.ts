/**
 * Facts about patients in the form of a sealed log, prepared by another thread before they are recorded: names of streams, ids, keys, and
 * the rows that they become if no other fact is recorded with them.
 */
import type { RowAhead } from '#libs/event-store/row-sealer.ts';
import { SALT_BYTES, bodyPart } from '#libs/event-store/row-body.ts';
import { type BegunStreams, ensuredKeys } from '#libs/event-store/sealed/ensured.ts';
import { contentOfRow } from '#libs/event-store/sealed/row-content.ts';
import {
  patientIn,
  patientStream,
  pseudonym,
  rowName,
  subjectOfPatient,
} from '#libs/event-store/sealed/sealed-names.ts';
import { RandomBytes } from '#libs/kernel/random-bytes.ts';
import { TextPlaces } from '#libs/kernel/text-places.ts';
import { keyedId } from '#libs/patient-keys/sealing.ts';
import { sealedRow } from '#libs/patient-keys/row-sealing.ts';
import { KeysUnusable, type LocalKeys, SubjectErased } from '#libs/patient-keys/patient-keys.ts';

/** Facts by their ids, and the streams of their patients, each named once. */
export interface FactsToSeal {
  readonly streams: readonly string[];
  /** The place of the stream of each fact. */
  readonly streamOf: Uint32Array;
  readonly ids: readonly string[];
  readonly contents: readonly FactContent[];
}

export interface FactContent {
  readonly effective: string;
  readonly data: string;
}

export interface SealedAhead {
  /** The epoch of the keys before sealing: the batch is valid as long as no key is destroyed. */
  readonly epoch: number;
  /** For each stream, the reference of its patient and the key. */
  readonly keys: Uint8Array;
  /** The stored id of each fact: 32 digits. */
  readonly ids: string;
  readonly rows: RowsAhead;
}

/** For each stream, the facts of the batch as one row. */
interface RowsAhead {
  readonly events: Uint32Array;
  /** 32 digits each. */
  readonly salts: string;
  readonly sealed: Uint8Array;
  /** The end of each row among the bytes. */
  readonly ends: Uint32Array;
}

/** One fact of a batch. */
export interface PlaceAhead {
  readonly of: SealedAhead;
  readonly fact: number;
  readonly stream: number;
}

const [REFERENCE_BYTES, KEY_BYTES, ID_DIGITS, SALT_DIGITS] = [32, 32, 32, 2 * SALT_BYTES];
const BYTES = REFERENCE_BYTES + KEY_BYTES;
/** The maximum number of patients whose keys are kept: consecutive files mostly have the same patients. About 100 bytes each. */
const PATIENTS_MAX = 1_000_000;

/** Another thread seals the facts. */
export interface AheadElsewhere extends Pick<SealingAhead, 'sealed'> {
  close(): void;
}

export class SealingAhead {
  readonly #keys: LocalKeys;
  readonly #log: BegunStreams;
  /** The place of each patient among the bytes. */
  readonly #places = new TextPlaces();
  #bytes = new Uint8Array(BYTES * 1_024);
  readonly #salts = new RandomBytes(SALT_BYTES);
  #epoch = -1;

  constructor(keys: LocalKeys, log: BegunStreams) {
    this.#keys = keys;
    this.#log = log;
  }

  /** Undefined if a fact belongs to an erased patient, or to one whose key is missing: the recording thread finds out which. */
  async sealed(facts: FactsToSeal): Promise<SealedAhead | undefined> {
    const { streams, streamOf, ids } = facts;
    const epoch = await this.#keys.epoch();
    if (this.#epoch !== epoch || this.#places.size > PATIENTS_MAX) this.#places.clear();
    this.#epoch = epoch;
    const patients = streams.map(patientOf);
    if (!(await this.#find(patients.filter((patient) => this.#places.get(patient) === undefined)))) return undefined;
    const keys = new Uint8Array(BYTES * streams.length);
    for (const [i, patient] of patients.entries()) {
      const place = this.#places.get(patient);
      if (place === undefined) throw new RangeError('a patient has no key');
      const at = BYTES * place;
      keys.set(this.#bytes.subarray(at, at + BYTES), BYTES * i);
    }
    const secrets = streams.map((_, i) => ({ key: keyIn(keys, i) }));
    let stored = '';
    for (const [i, id] of ids.entries()) {
      const secret = secrets[streamOf[i] ?? -1];
      if (secret === undefined) throw new RangeError('a fact has no stream');
      stored += keyedId(id, secret);
    }
    return { epoch, keys, ids: stored, rows: this.#rows(facts, keys) };
  }

  #rows({ streams, streamOf, ids, contents }: FactsToSeal, keys: Uint8Array): RowsAhead {
    const salts = streams.map(() => this.#salts.nextDigits());
    const bodies = salts.slice();
    const events = new Uint32Array(streams.length);
    for (const [i, { effective, data }] of contents.entries()) {
      const stream = streamOf[i] ?? 0;
      bodies[stream] = (bodies[stream] ?? '') + bodyPart({ effective, data: contentOfRow(ids[i] ?? '', data) });
      events[stream] = (events[stream] ?? 0) + 1;
    }
    const sealed = bodies.map((body, stream) => {
      const name = patientStream(pseudonym(referenceIn(keys, stream)));
      return sealedRow(body, rowName(name), { key: keyIn(keys, stream) });
    });
    let end = 0;
    const ends = Uint32Array.from(sealed, ({ length }) => (end += length));
    return { events, salts: salts.join(''), sealed: Buffer.concat(sealed), ends };
  }

  async #find(missing: readonly string[]): Promise<boolean> {
    if (missing.length === 0) return true;
    const subjects = missing.map(subjectOfPatient);
    try {
      const found = await ensuredKeys(this.#keys, this.#log, new Set(subjects));
      for (const [i, patient] of missing.entries()) {
        const of = found.get(subjects[i] ?? '');
        if (of === undefined) throw new RangeError('a patient has no key');
        const place = this.#places.add(patient);
        this.#grow(place + 1);
        this.#bytes.set(Buffer.from(of.reference, 'hex'), BYTES * place);
        this.#bytes.set(of.key, BYTES * place + REFERENCE_BYTES);
      }
      return true;
    } catch (error) {
      if (error instanceof SubjectErased || (error instanceof KeysUnusable && error.code === 'KEYS_OLDER'))
        return false;
      throw error;
    }
  }

  #grow(patients: number): void {
    if (BYTES * patients <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * this.#bytes.length);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

function patientOf(stream: string): string {
  const patient = patientIn(stream);
  if (patient === undefined) throw new RangeError('a fact that is sealed ahead is about a patient');
  return patient;
}

export function referenceAhead({ of, stream }: PlaceAhead): string {
  return referenceIn(of.keys, stream);
}

export function keyAhead({ of, stream }: PlaceAhead): Buffer {
  return keyIn(of.keys, stream);
}

/** The row that it is in. */
export function rowAhead({ of: { rows, epoch }, stream }: PlaceAhead): RowAhead {
  return {
    epoch,
    events: rows.events[stream] ?? 0,
    salt: rows.salts.slice(SALT_DIGITS * stream, SALT_DIGITS * (stream + 1)),
    sealed: rows.sealed.subarray(stream === 0 ? 0 : rows.ends[stream - 1], rows.ends[stream]),
  };
}

export function idAhead({ of, fact }: PlaceAhead): string {
  return of.ids.slice(ID_DIGITS * fact, ID_DIGITS * (fact + 1));
}

function referenceIn(keys: Uint8Array, stream: number): string {
  return bufferOf(keys, BYTES * stream, REFERENCE_BYTES).toString('hex');
}

function keyIn(keys: Uint8Array, stream: number): Buffer {
  return bufferOf(keys, BYTES * stream + REFERENCE_BYTES, KEY_BYTES);
}

function bufferOf({ buffer, byteOffset }: Uint8Array, from: number, length: number): Buffer {
  return Buffer.from(buffer, byteOffset + from, length);
}
