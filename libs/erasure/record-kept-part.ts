/** Records the kept part of a patient before the keys are destroyed, in one commit with the references of these keys. */
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { KeptOfPatient } from '#libs/enrolment/kept-part.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { ERASURE_BEGUN, PATIENT_ERASED, lastKept } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym, referenceIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { erasure } from '#libs/erasure/decide.ts';
import { type ErasedPerson, namingTestOf, readErasedPerson } from '#libs/erasure/effects.ts';
import { erasureOf, erasureStream, keysOf } from '#libs/erasure/erasures.ts';
import { ERASURE_EVENTS, PATIENT_ERASED_EVENTS, type PatientErased } from '#libs/erasure/events.ts';
import { partsInStatements, teamsOf } from '#libs/erasure/kept-parts.ts';
import { jobsNaming, rowsNaming, subjectsNaming } from '#libs/erasure/naming.ts';
import { mergeOfErased } from '#libs/erasure/pairs.ts';
import { type ErasureState, erasureIdOf } from '#libs/erasure/state.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { teamPeriodOf } from '#libs/statements/calculated-statement.ts';

/** How often it is tried again when something came in meanwhile. */
export const ATTEMPTS = 20;
/** How often one call tries: it records the kept part again if something came in during the recording. */
const RECORDINGS = 3;

interface Erasing {
  readonly patient: string;
  /** The reference of the patient whose erasure is confirmed. */
  readonly reference: string;
  readonly commit: Commit;
}

interface Located {
  readonly stream: string;
  readonly event: NewEvent;
}

interface Begun {
  readonly person: ErasedPerson;
  /** References of all keys to destroy, the patient's own first. */
  readonly references: readonly string[];
  /** End of the log when the patient was read. */
  readonly end: number;
}

/**
 * Records the kept part of a patient if nothing about the patient came in during its computation: no fact, no event that names the patient,
 * no decision of one of the teams. Does not repeat the record of an earlier call. Throws STORE_BUSY, also while a person who was once
 * merged with the patient is being erased.
 */
export async function recordKept(log: EventStore, erasing: Erasing): Promise<Begun> {
  const { reference, commit } = erasing;
  let recordings = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const end = await log.end();
    const person = await readErasedPerson(log, erasing.patient);
    const references = await referencesNaming(log, person, [reference]);
    const events = await eventsToRecord(log, person, { ...erasing, references });
    // Another process that finishes the same erasure may have destroyed a key already. It recorded the whole kept part before.
    if (!(await hasAllKeys(log, person))) return { person, references: await begunBefore(log, reference), end };
    if (await hasMoved(log, person, end)) continue;
    if (events.length > 0 && ++recordings > RECORDINGS) break;
    if (events.length > 0) await log.record(events, commit);
    if ((await hasMoved(log, person, end)) || !(await isRecorded(log, person))) continue;
    if (await isAfterAnother(log, person, erasureIdOf(reference))) break;
    return { person, references, end };
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}

async function hasAllKeys(log: EventStore, { ids }: ErasedPerson): Promise<boolean> {
  const keys = keysOf(log);
  return (await keys.keysOf(ids.map((id) => keys.referenceOf(subjectOfPatient(id))))).size === ids.length;
}

async function begunBefore(log: EventStore, reference: string): Promise<readonly string[]> {
  const state = await erasureOf(log, erasureIdOf(reference));
  return state.status === 'begun' ? state.references : [reference];
}

/** The references in `first`, those of the patient's keys, and those of the pairs, rows set aside and jobs that name the patient. */
export async function referencesNaming(
  log: EventStore,
  person: ErasedPerson,
  first: readonly string[],
): Promise<readonly string[]> {
  const isNamed = namingTestOf(person);
  const subjects = person.dossiers.map(({ patient }) => subjectOfPatient(patient));
  subjects.push(...person.pairs.names.map(pairSubject));
  subjects.push(...(await rowsNaming(log, isNamed)), ...(await jobsNaming(log, isNamed)));
  return [...new Set([...first, ...subjects.map((subject) => keysOf(log).referenceOf(subject))])];
}

/** The kept part of each id and of each former merge, and the beginning of the erasure: what of it the log does not have yet. */
async function eventsToRecord(
  log: EventStore,
  person: ErasedPerson,
  { reference, references, commit }: Erasing & { readonly references: readonly string[] },
): Promise<readonly Located[]> {
  const [keys, id, knownOn] = [keysOf(log), erasureIdOf(reference), dayText(dayOfInstant(commit.recordedAt))];
  const { parts } = await partsInStatements(log, person);
  const kept: Located[] = [];
  for (const [index, patient] of person.ids.entries())
    kept.push(...(await keptEvent(log, { patient, knownOn, kept: { erasure: id, parts: index === 0 ? parts : [] } })));
  for (const merge of person.pairs.former)
    kept.push({ stream: DUPLICATES_STREAM, event: mergeOfErased(merge, person.ids, { keys, knownOn }) });
  const state = await erasureOf(log, id);
  const before = state.status === 'begun' ? state.references : [];
  if (kept.length === 0 && areSameTexts(before, references)) return [];
  return [
    ...kept,
    ...erasureBegun(id, state, { references, knownOn, before: [...before, ...kept.map(({ event }) => event.id)] }),
  ];
}

/**
 * The beginning of an erasure. It gets a new id each time, from `before`, so that the event is recorded again and projections fold it
 * again. Throws NO_ERASURE_PROPOSED if the erasure is not confirmed.
 */
export function erasureBegun(
  id: string,
  state: ErasureState,
  {
    references,
    knownOn,
    before,
  }: { readonly references: readonly string[]; readonly knownOn: string; readonly before: readonly string[] },
): readonly Located[] {
  return erasure(id)
    .decide({ type: 'begin', references }, state)
    .map((begins) => {
      const event = writtenEvent(ERASURE_EVENTS, begins, knownOn);
      return {
        stream: erasureStream(id),
        event: { ...event, id: eventId(event.type, [event.data, ...before].join('\n')) },
      };
    });
}

/** No event if the same content is already the last of the stream. */
async function keptEvent(
  log: EventStore,
  { patient, knownOn, kept }: { readonly patient: string; readonly knownOn: string; readonly kept: KeptOfPatient },
): Promise<readonly Located[]> {
  const stream = erasedStream(log, patient);
  const last = await lastOf(log, stream);
  const erased: PatientErased = { type: PATIENT_ERASED, effective: knownOn, data: kept };
  const event = writtenEvent(PATIENT_ERASED_EVENTS, erased, knownOn);
  if (last?.type === event.type && last.data === event.data) return [];
  return [{ stream, event: { ...event, id: eventId(event.type, `${last?.revision ?? -1}\n${event.data}`) } }];
}

/**
 * Whether a fact about the patient, an event that names the patient, or a statement or a decision of one of the teams came in after `end`.
 */
async function hasMoved(log: EventStore, person: ErasedPerson, end: number): Promise<boolean> {
  if ((await subjectsNaming(log, namingTestOf(person), end)).length > 0) return true;
  const teams = teamsOf(person);
  for await (const batch of log.read({ after: end, categories: ['statement'], fields: ['stream'] }))
    if (batch.some(({ stream }) => teams.has(teamPeriodOf(stream).team))) return true;
  for (const patient of person.ids) {
    const last = await lastOf(log, erasedStream(log, patient));
    if (last !== undefined && last.type !== PATIENT_ERASED && last.position > end) return true;
  }
  return false;
}

/**
 * Whether the erasure of someone who was merged with the person for a time began earlier. Their common part is kept with the erasure that
 * began first, so this one starts again after it.
 */
async function isAfterAnother(log: EventStore, { ids, linked }: ErasedPerson, id: string): Promise<boolean> {
  const own = await begunAt(log, id);
  for (const { patient } of linked.dossiers) {
    if (ids.includes(patient) || referenceIn(patient) !== undefined) continue;
    const kept = await lastKept(log, erasedStream(log, patient));
    if (kept !== undefined && (await begunAt(log, PATIENT_ERASED_EVENTS.read(kept).data.erasure)) < own) return true;
  }
  return false;
}

/** Position of the last time that an erasure was begun. */
async function begunAt(log: EventStore, id: string): Promise<number> {
  const events = await log.readStream(erasureStream(id));
  return events.findLast(({ type }) => type === ERASURE_BEGUN)?.position ?? Infinity;
}

/** Whether the kept part is the last event about the patient. */
async function isRecorded(log: EventStore, { ids }: ErasedPerson): Promise<boolean> {
  for (const patient of ids) {
    const last = await lastOf(log, erasedStream(log, patient));
    if (last?.type !== PATIENT_ERASED) return false;
  }
  return true;
}

export function areSameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && new Set([...some, ...others]).size === new Set(some).size;
}

async function lastOf(log: EventStore, stream: string): Promise<RecordedEvent | undefined> {
  const [last] = await log.readStream(stream, { backwards: true, limit: 1 });
  return last;
}

function erasedStream(log: EventStore, patient: string): string {
  return patientStream(pseudonym(keysOf(log).referenceOf(subjectOfPatient(patient))));
}
