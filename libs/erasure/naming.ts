/**
 * Events outside the streams of patients that name a patient: rows set aside, requests and results of jobs, pairs. Each has a separate key.
 */
import { DUPLICATES_EVENTS } from '#libs/enrolment/duplicates/events.ts';
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';
import { IMPORT_CATEGORY } from '#libs/intake/import/import-stream.ts';
import { IMPORT_EVENTS } from '#libs/intake/import/events.ts';
import { partsOfText } from '#libs/kernel/parts-of-text.ts';
import { inAnySpelling } from '#libs/kernel/spellings.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { patientReference } from '#libs/erasure/erasures.ts';

/** Whether a text is an identifier of the searched patients. */
export type IsNamed = (text: string) => boolean;

const JOB_CATEGORY = 'job';
const SEARCHED = [IMPORT_CATEGORY, JOB_CATEGORY, DUPLICATES_STREAM];

/** Subjects of all that was recorded after a position and names them. */
export async function subjectsNaming(log: EventStore, isNamed: IsNamed, after: number): Promise<readonly string[]> {
  return [
    ...(await rowsNaming(log, isNamed, after)),
    ...(await jobsNaming(log, isNamed, after)),
    ...(await pairsNaming(log, isNamed, after)),
  ];
}

/** Whether anything was recorded after a position that `subjectsNaming` searches. */
export async function mayName(log: EventStore, after: number): Promise<boolean> {
  for await (const _ of log.read({ after, categories: SEARCHED, fields: ['type'] })) return true;
  return false;
}

/**
 * The keys of the events that name a patient, and the number of events without a key: a former program recorded them in clear, and a log
 * never loses bytes.
 */
export async function splitBySeal(
  keys: PatientKeys,
  subjects: readonly string[],
): Promise<{ readonly sealed: readonly string[]; readonly inClear: number }> {
  const references = new Set(subjects.map((subject) => keys.referenceOf(subject)));
  const there = await keys.keysOf(references);
  return { sealed: [...there.keys()], inClear: references.size - there.size };
}

/** The rows set aside that have an identifier of these patients in any field, in any spelling. */
export async function rowsNaming(log: EventStore, isNamed: IsNamed, after = 0): Promise<readonly string[]> {
  const isIn = inAnySpelling(isNamed);
  const found: string[] = [];
  for await (const batch of log.read({ after, categories: [IMPORT_CATEGORY] }))
    for (const recorded of batch) {
      if (recorded.type !== 'RowSetAside') continue;
      const { data } = IMPORT_EVENTS.read(recorded);
      if ('row' in data && (data.fields.some(isIn) || partsOfText(data.row).some(isIn)))
        found.push(setAsideSubject({ stream: recorded.stream, line: data.line }));
    }
  return found;
}

/** The jobs whose request or result has an identifier of these patients, in any spelling. */
export async function jobsNaming(log: EventStore, isNamed: IsNamed, after = 0): Promise<readonly string[]> {
  const isIn = alsoAsStream(inAnySpelling(isNamed));
  const found: string[] = [];
  for await (const batch of log.read({ after, categories: [JOB_CATEGORY], fields: ['stream', 'type', 'data'] }))
    for (const { stream, type, data } of batch)
      if ((type === 'JobSucceeded' || type === 'JobRequested') && partsOfText(data).some(isIn))
        found.push(jobSubject(stream));
  return found;
}

/** Also finds the id as the name of a stream. */
function alsoAsStream(isNamed: IsNamed): IsNamed {
  return (text) => isNamed(text) || isNamed(patientIn(text) ?? '');
}

/**
 * Pairs with one of these ids. Both ids of a pair are of recorded patients, so that another spelling is another patient. The kept part of a
 * former merge with an erased patient is sealed with the key of the other one.
 */
async function pairsNaming(log: EventStore, isNamed: IsNamed, after: number): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const batch of log.read({ after, categories: [DUPLICATES_STREAM] }))
    for (const event of batch) {
      const { type, data } = DUPLICATES_EVENTS.read(event);
      const { merge, patient, into } = data;
      if (type === 'MergeOfErased') continue;
      if (isNamed(patient) || isNamed(into)) found.add(pairSubject(merge));
    }
  return [...found];
}

/** Matches every patient whose key is destroyed: the id itself is no longer known, only whether a text is it. */
export function namesOfErased(keys: PatientKeys, destroyed: ReadonlySet<string>): IsNamed {
  return (text) => text !== '' && destroyed.has(patientReference(keys, text));
}
