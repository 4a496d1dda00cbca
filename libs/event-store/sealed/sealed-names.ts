/** How the streams of patients are named in a sealed log: by a keyed digest, so that no name tells a patient. */
const CATEGORY = 'patient';
const PREFIX = `${CATEGORY}-`;
/** No patient has this id: an identifier has at most 64 characters, this one 65. */
const MARK = '~';
const MARKED_LENGTH = 65;

/** The patient of a stream; undefined for a stream of another category. */
export function patientIn(stream: string): string | undefined {
  return stream.startsWith(PREFIX) ? stream.slice(PREFIX.length) : undefined;
}

export function patientStream(patient: string): string {
  return PREFIX + patient;
}

/** The stand-in of a patient of a sealed log, valid after the erasure too. */
export function pseudonym(reference: string): string {
  return MARK + reference;
}

/** The reference in the stand-in of a patient; undefined if the text is an id of a patient. */
export function referenceIn(patient: string): string | undefined {
  return patient.length === MARKED_LENGTH && patient.startsWith(MARK) ? patient.slice(MARK.length) : undefined;
}

/** The name that binds a sealed row to its stream: it opens in no other one. */
export function rowName(stream: string): string {
  return `${stream}\nrow`;
}

export function subjectOfPatient(patient: string): string {
  return `patient/${patient}`;
}

/** Throws RangeError on a subject that is no patient. */
export function patientOfSubject(subject: string): string {
  if (!subject.startsWith('patient/')) throw new RangeError('the subject is no patient');
  return subject.slice('patient/'.length);
}

/** The name that binds a sealed text to its stream and event: it opens in no other stream and as no other event. */
export function sealedNameOf(stream: string, { type }: { readonly type: string }): string {
  return `${stream}\n${type}`;
}
