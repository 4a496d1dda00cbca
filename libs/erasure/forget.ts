/**
 * Forgets a patient whose erasure is confirmed. What is kept of him, of all his ids, is recorded in one commit, with the keys that are to be
 * destroyed; they are destroyed; the erasure is completed, and by that everything made of his facts is made again without him, on every
 * machine. An erasure that was cut off is ended from there.
 */
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import type { Author } from '#libs/commands/author.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { PATIENT_ERASED } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { type ErasedPerson, namesOf, personOf } from '#libs/erasure/effects.ts';
import { erasureOf, erasureStream, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { ERASURE_EVENTS, type ErasureEvent, PATIENT_ERASED_EVENTS, type PatientErased } from '#libs/erasure/events.ts';
import { partsInStatements } from '#libs/erasure/kept-parts.ts';
import { type IsNamed, jobsNaming, namesOfErased, rowsNaming, subjectsNaming } from '#libs/erasure/naming.ts';
import { mergeOfErased } from '#libs/erasure/pairs.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';

/** Forgets the ids of a patient where the log does not reach: by the erasure that stands for them from then on. */
export type ForgetElsewhere = (ids: readonly string[], erasure: string) => Promise<void>;

/** Does nothing where the erasure is not confirmed, or is completed. */
export async function forget(
  log: EventStore,
  id: string,
  { meta, commit }: Author,
  elsewhere: ForgetElsewhere,
): Promise<void> {
  const state = await erasureOf(log, id);
  if (state.status !== 'confirmed') return;
  const { reference } = state.content;
  const keys = keysOf(log);
  const patient = await patientOfReference(keys, reference);
  // His own key is destroyed first: without it, what is kept was recorded, with all others.
  const begin = patient === undefined ? undefined : await begun(log, { patient, reference, commit });
  const references = begin?.references ?? state.references ?? [reference];
  const ids = begin?.person.ids ?? [];
  await elsewhere(ids, id);
  await keys.destroy(references, meta.at);
  // Another process that had him in memory may have written of him just before; what is written from now on is looked at again.
  await elsewhere(ids, id);
  const [isHis, isErased] = [begin && namesOf(begin.person), await namesOfErased(keys)];
  const isNamed: IsNamed = (text) => isHis?.(text) === true || isErased(text);
  const late = await forgetNaming(log, { isNamed, after: begin?.end ?? 0, at: meta.at });
  const command = { type: 'complete', keys: references.length + late } as const;
  const own = { ...meta, by: state.confirmed.by, key: `${state.confirmed.key}/completed` };
  try {
    await erasures(log).handle(id, { command, meta: own, commit, asked: { type: 'complete' } });
  } catch (error) {
    // Another process may have ended it at the same time.
    if ((await erasureOf(log, id)).status !== 'completed') throw error;
  }
}

/** Destroys again what a former copy of the keys brought back of a patient whose erasure is completed. Whether there was anything. */
export async function forgetAgain(log: EventStore, reference: string, at: string): Promise<boolean> {
  const keys = keysOf(log);
  const patient = await patientOfReference(keys, reference);
  if (patient === undefined) return false;
  await keys.destroy(await referencesNaming(log, await personOf(log, patient)), at);
  return true;
}

/** Up to where the log was looked at for what names those whose keys were destroyed, and how many these were. */
const lookedAt = memoisedOf((_: EventStore) => ({ position: 0, destroyed: 0 }));

/**
 * Destroys the keys of what was recorded after an erasure and names the person who was erased: a process had read of him before. Whether there
 * was anything.
 */
export async function forgetLate(log: EventStore, at: string): Promise<boolean> {
  const [keys, end, before] = [keysOf(log), await log.end(), lookedAt(log)];
  const { size } = await keys.destroyed();
  const after = size === before.destroyed ? before.position : 0;
  const count = await forgetNaming(log, { isNamed: await namesOfErased(keys), after, at });
  Object.assign(before, { position: end, destroyed: size });
  return count > 0;
}

interface Naming {
  readonly isNamed: IsNamed;
  readonly after: number;
  /** When it is forgotten. */
  readonly at: string;
}

/** Destroys the keys of rows, results and pairs that name somebody, until there is none. How many. */
async function forgetNaming(log: EventStore, { isNamed, after, at }: Naming): Promise<number> {
  const keys = keysOf(log);
  let count = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const named = (await subjectsNaming(log, isNamed, after)).map((subject) => keys.referenceOf(subject));
    const left = [...(await keys.keysOf(named)).keys()];
    if (left.length === 0) return count;
    await keys.destroy(left, at);
    count += left.length;
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}

/** How often what comes in meanwhile is looked at. */
const ATTEMPTS = 20;

interface Closing {
  readonly patient: string;
  /** Of the patient whose erasure is confirmed. */
  readonly reference: string;
  readonly commit: Commit;
}

interface Located {
  readonly stream: string;
  readonly event: NewEvent;
}

interface Begun {
  readonly person: ErasedPerson;
  /** Of all that is to be forgotten with him, his own first. */
  readonly references: readonly string[];
  /** Of the log when he was read. */
  readonly end: number;
}

/** Records what is kept of him, again where a fact about him, what names him or a decision came in meanwhile. Throws STORE_BUSY. */
async function begun(log: EventStore, closing: Closing): Promise<Begun> {
  const { reference, commit } = closing;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const end = await log.end();
    const person = await personOf(log, closing.patient);
    const references = [...new Set([reference, ...(await referencesNaming(log, person))])];
    const events = await closingEvents(log, person, { ...closing, references });
    // Another process that ends it at the same time may have destroyed a key already: what is kept was recorded, of all that was there.
    if (!(await hasAllKeys(log, person))) return { person, references: await begunBefore(log, reference), end };
    await log.record(events, commit);
    if (await isClosed(log, person, end)) return { person, references, end };
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}

async function hasAllKeys(log: EventStore, { ids }: ErasedPerson): Promise<boolean> {
  const keys = keysOf(log);
  return (await keys.keysOf(ids.map((id) => keys.referenceOf(subjectOfPatient(id))))).size === ids.length;
}

async function begunBefore(log: EventStore, reference: string): Promise<readonly string[]> {
  const state = await erasureOf(log, erasureIdOf(reference));
  return (state.status === 'confirmed' ? state.references : undefined) ?? [reference];
}

/** Of his keys, and of those of pairs, rows set aside and jobs that name him. */
async function referencesNaming(log: EventStore, person: ErasedPerson): Promise<readonly string[]> {
  const isNamed = namesOf(person);
  const subjects = person.dossiers.map(({ patient }) => subjectOfPatient(patient));
  subjects.push(...person.pairs.names.map(pairSubject));
  subjects.push(...(await rowsNaming(log, isNamed)), ...(await jobsNaming(log, isNamed)));
  return [...new Set(subjects)].map((subject) => keysOf(log).referenceOf(subject));
}

/** Those that the log does not have as the last of their streams. */
async function closingEvents(
  log: EventStore,
  person: ErasedPerson,
  { reference, references, commit }: Closing & { readonly references: readonly string[] },
): Promise<readonly Located[]> {
  const [keys, id, knownOn] = [keysOf(log), erasureIdOf(reference), dayText(today(commit))];
  const { parts } = await partsInStatements(log, person, await statementsOfLog(log, {}));
  const closing: Located[] = [];
  for (const [index, patient] of person.ids.entries()) {
    const kept = await keptEvent(log, { patient, knownOn, kept: { erasure: id, parts: index === 0 ? parts : [] } });
    if (kept !== undefined) closing.push(kept);
  }
  for (const merge of person.pairs.former)
    closing.push({ stream: DUPLICATES_STREAM, event: mergeOfErased(merge, person.ids, { keys, knownOn }) });
  const begins: ErasureEvent = { type: 'ErasureBegun', effective: id, data: { reference, references } };
  const begun = writtenEvent(ERASURE_EVENTS, begins, knownOn);
  // A new id each time that something is kept, so that the event is recorded again: it makes what is folded be folded again.
  const begunId = eventId(begun.type, [begun.data, ...closing.map(({ event }) => event.id)].join('\n'));
  closing.push({ stream: erasureStream(id), event: { ...begun, id: begunId } });
  return closing;
}

/** Undefined where it is the last of his stream. */
async function keptEvent(
  log: EventStore,
  { patient, knownOn, kept }: { readonly patient: string; readonly knownOn: string; readonly kept: KeptOfPatient },
): Promise<Located | undefined> {
  const stream = erasedStream(log, patient);
  const [last] = await log.readStream(stream, { backwards: true, limit: 1 });
  const erased: PatientErased = { type: PATIENT_ERASED, effective: knownOn, data: kept };
  const event = writtenEvent(PATIENT_ERASED_EVENTS, erased, knownOn);
  if (last?.type === event.type && last.data === event.data) return undefined;
  return { stream, event: { ...event, id: eventId(event.type, `${last?.revision ?? -1}\n${event.data}`) } };
}

/** False where a fact about him, what names him, a statement or a decision came in after `end`. */
async function isClosed(log: EventStore, person: ErasedPerson, end: number): Promise<boolean> {
  if ((await subjectsNaming(log, namesOf(person), end)).length > 0) return false;
  for await (const _ of log.read({ after: end, categories: ['statement'], fields: ['position'] })) return false;
  for (const patient of person.ids) {
    const [last] = await log.readStream(erasedStream(log, patient), { backwards: true, limit: 1 });
    if (last?.type !== PATIENT_ERASED) return false;
  }
  return true;
}

function erasedStream(log: EventStore, patient: string): string {
  return patientStream(pseudonym(keysOf(log).referenceOf(subjectOfPatient(patient))));
}

function today({ recordedAt }: Commit): Day {
  return dayOfInstant(recordedAt);
}
