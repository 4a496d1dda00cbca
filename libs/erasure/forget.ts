/**
 * Forgets a patient whose erasure is confirmed. Each step can be done again, so that an erasure that was cut off is ended by doing all of
 * them: what is kept of him is recorded; his keys are destroyed; the erasure is completed, and by that everything made of his facts is made
 * again without him, on every machine.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { pairSubject } from '#libs/enrolment/duplicates/sealed.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import type { Author } from '#libs/commands/author.ts';
import { canonical } from '#libs/commands/digest.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import { patientStream, pseudonym, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { factsOfPatient, jobsNaming, personOf, rowsNaming } from '#libs/erasure/effects.ts';
import { erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { PATIENT_ERASED_EVENTS, type PatientErased } from '#libs/erasure/events.ts';
import { partsInStatements } from '#libs/erasure/kept-parts.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';
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
  // Without his key all of them are destroyed.
  // Of an id that is the same person's, the stream is closed too before any key is destroyed.
  const others = patient === undefined ? [] : await closeStreams(log, { patient, reference, commit });
  if (patient !== undefined) await elsewhere((await personOf(log, patient)).ids, id);
  const references = [...new Set([reference, ...others])];
  await keys.destroy(references, meta.at);
  const command = { type: 'complete', keys: references.length } as const;
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
  const { linked, pairs } = await personOf(log, patient);
  const subjects = pairs.map(pairSubject);
  for (const dossier of linked.dossiers) {
    subjects.push(subjectOfPatient(dossier.patient), ...(await rowsNaming(log, dossier)).map(setAsideSubject));
    subjects.push(...(await jobsNaming(log, dossier)).map(jobSubject));
  }
  await keys.destroy([...new Set(subjects.map((subject) => keys.referenceOf(subject)))], at);
  return true;
}

interface Closing {
  readonly patient: string;
  /** Of the patient whose erasure is confirmed. */
  readonly reference: string;
  readonly commit: Commit;
}

interface ClosingId extends Closing {
  /** Of all ids of the person, before any is erased. */
  readonly linked: LinkedDossiers;
}

/** Of all ids of the person. Gives the references of what else is to be forgotten with him. */
async function closeStreams(log: EventStore, closing: Closing): Promise<readonly string[]> {
  const keys = keysOf(log);
  const { ids, linked, pairs } = await personOf(log, closing.patient);
  const references = pairs.map((pair) => keys.referenceOf(pairSubject(pair)));
  // The id that names him first: cut off after it, he counts by what is kept of it, and not by his other ids too.
  for (const patient of ids)
    references.push(
      keys.referenceOf(subjectOfPatient(patient)),
      ...(await closeStream(log, { ...closing, patient, linked })),
    );
  return references;
}

/**
 * Records what is kept of him, again where a statement was calculated or decided meanwhile. Gives the references of the rows set aside and
 * jobs that name him.
 */
async function closeStream(log: EventStore, closing: ClosingId): Promise<readonly string[]> {
  for (;;) {
    const end = await log.end();
    const { events, dossier } = await factsOfPatient(log, closing.patient);
    const linked = withDossier(closing.linked, dossier);
    const { patient } = closing;
    const { parts } = await partsInStatements(log, { patient, linked }, await statementsOfLog(log, {}));
    const [rows, jobs] = [await rowsNaming(log, dossier), await jobsNaming(log, dossier)];
    const event: PatientErased = {
      type: 'PatientErased',
      effective: dayText(today(closing.commit)),
      data: { erasure: erasureIdOf(closing.reference), parts },
    };
    if ((await recordKept(log, closing, event)) && !(await hasNewStatements(log, end)))
      return [...rows.map(setAsideSubject), ...jobs.map(jobSubject)].map((subject) => keysOf(log).referenceOf(subject));
    if (events.length === 0) return [];
  }
}

/** As it is by now. */
function withDossier({ dossiers, merges }: LinkedDossiers, now: Dossier): LinkedDossiers {
  return { merges, dossiers: dossiers.map((one) => (one.patient === now.patient ? now : one)) };
}

/** False where a fact about him was recorded at the same time. */
async function recordKept(log: EventStore, { patient, commit }: Closing, event: PatientErased): Promise<boolean> {
  const stream = patientStream(pseudonym(keysOf(log).referenceOf(subjectOfPatient(patient))));
  const [last] = await log.readStream(stream, { backwards: true, limit: 1 });
  const { schemaVersion, json } = PATIENT_ERASED_EVENTS.write(event);
  const data = canonical(json);
  // What was recorded before the erasure was cut off stands, if nothing changed since.
  if (last?.type === event.type && last.data === data) return true;
  const recorded = {
    id: eventId(event.type, `${last?.revision ?? -1}\n${data}`),
    type: event.type,
    schemaVersion,
    effective: event.effective,
    knownOn: dayText(today(commit)),
    data,
  };
  try {
    await log.append(stream, [recorded], last?.revision ?? 'none', commit);
    return true;
  } catch (error) {
    if (error instanceof RevisionConflict) return false;
    throw error;
  }
}

async function hasNewStatements(log: EventStore, after: number): Promise<boolean> {
  for await (const _ of log.read({ after, categories: ['statement'], fields: ['position'] })) return true;
  return false;
}

function today({ recordedAt }: Commit): Day {
  return dayOfInstant(recordedAt);
}
