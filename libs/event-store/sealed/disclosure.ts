/**
 * Opens single events for someone who has the stored log, or a part of it, and no keys: it gives the key of each text, which opens no other
 * one.
 */
import {
  patientIn,
  patientStream,
  pseudonym,
  referenceIn,
  subjectOfPatient,
} from '#libs/event-store/sealed/sealed-names.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import { PatientRows } from '#libs/event-store/sealed/patient-rows.ts';
import { isContentOfRow } from '#libs/event-store/sealed/row-content.ts';
import { sealedIn } from '#libs/event-store/sealed/sealed-parts.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { keyOfText } from '#libs/patient-keys/sealing.ts';
import { type PatientKeys, areLocal } from '#libs/patient-keys/patient-keys.ts';

export interface Disclosure {
  /** The name under which a stream is stored. */
  readonly streamOf: (stream: string) => string;
  /**
   * The base64 key for the text of a stored event (linkedText in chain.ts); undefined if it is not sealed, or its patient is erased. `part`:
   * also for the sealed part of an event outside the streams of patients.
   */
  readonly keyOf: (text: string, part?: 'part') => Promise<string | undefined>;
  /** Opens whole sealed rows; undefined if there are none to open. */
  readonly rows: RowSealer | undefined;
}

/** For a log without sealed events. */
export const NOTHING_SEALED: Disclosure = {
  streamOf: (stream) => stream,
  keyOf: async () => undefined,
  rows: undefined,
};

/** Lines before the payload: stream, revision, id, type, schema version, effective date, known on, commit. */
const LINES_BEFORE = 8;
const TYPE_LINE = 3;

/** What is sealed of a stored event, with the reference of its key; undefined if nothing is. */
function sealedTextOf(
  text: string,
  withParts: boolean,
): { readonly reference: string; readonly text: string } | undefined {
  const lines = text.split('\n', LINES_BEFORE);
  const patient = patientIn(JSON.parse(lines[0] ?? '""') as string);
  const data = text.slice(lines.join('\n').length + 1);
  if (patient === undefined) return withParts ? sealedIn(data) : undefined;
  const reference = referenceIn(patient);
  if (reference === undefined || lines[TYPE_LINE] === PATIENT_ERASED || isContentOfRow(data)) return undefined;
  return { reference, text: data };
}

export function disclosureOf(keys: PatientKeys): Disclosure {
  return {
    streamOf: (stream) => {
      const patient = patientIn(stream);
      if (patient === undefined || referenceIn(patient) !== undefined) return stream;
      return patientStream(pseudonym(keys.referenceOf(subjectOfPatient(patient))));
    },
    keyOf: async (text, part) => {
      const sealed = sealedTextOf(text, part === 'part');
      const key = sealed && (await keys.keysOf([sealed.reference])).get(sealed.reference);
      return key && keyOfText(Buffer.from(sealed.text, 'base64'), key).toString('base64');
    },
    rows: areLocal(keys) ? new PatientRows(keys) : undefined,
  };
}
