/**
 * Forgets a patient whose erasure is confirmed. Each step can be done again, so that an erasure that was cut off is ended by doing all of
 * them: what is kept of him is recorded; his keys are destroyed; the erasure is completed, and by that everything made of his facts is made
 * again without him, on every machine.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import { canonical } from '#libs/commands/digest.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { factsOfPatient, rowsNaming } from '#libs/erasure/effects.ts';
import { erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { PATIENT_ERASED_EVENTS, type PatientErased } from '#libs/erasure/events.ts';
import { partsInStatements } from '#libs/erasure/kept-parts.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';
import { setAsideSubject } from '#libs/erasure/subjects.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';

/** Does nothing where the erasure is not confirmed, or is completed. */
export async function forget(log: EventStore, id: string, { meta, commit }: Author): Promise<void> {
  const state = await erasureOf(log, id);
  if (state.status !== 'confirmed') return;
  const { reference } = state.content;
  const keys = keysOf(log);
  const patient = await patientOfReference(keys, reference);
  // Without his key all of them are destroyed.
  const rows = patient === undefined ? [] : await closeStream(log, { patient, reference, commit });
  const references = [reference, ...rows];
  await keys.destroy(references, meta.at);
  const command = { type: 'complete', keys: references.length } as const;
  const own = { ...meta, by: state.confirmed.by, key: `${state.confirmed.key}/completed` };
  await erasures(log).handle(id, { command, meta: own, commit, asked: { type: 'complete' } });
}

interface Closing {
  readonly patient: string;
  readonly reference: string;
  readonly commit: Commit;
}

/**
 * Records what is kept of him, again where a statement was calculated or decided meanwhile. Gives the references of the rows set aside that
 * name him.
 */
async function closeStream(log: EventStore, closing: Closing): Promise<readonly string[]> {
  for (;;) {
    const end = await log.end();
    const { events, dossier } = await factsOfPatient(log, closing.patient);
    const { parts } = await partsInStatements(log, dossier, await statementsOfLog(log, {}));
    const rows = await rowsNaming(log, dossier);
    const event: PatientErased = {
      type: 'PatientErased',
      effective: dayText(today(closing.commit)),
      data: { erasure: erasureIdOf(closing.reference), parts },
    };
    if ((await recordKept(log, closing, event)) && !(await hasNewStatements(log, end)))
      return rows.map((row) => keysOf(log).referenceOf(setAsideSubject(row)));
    if (events.length === 0) return [];
  }
}

/** False where a fact about him was recorded at the same time. */
async function recordKept(log: EventStore, { reference, commit }: Closing, event: PatientErased): Promise<boolean> {
  const stream = patientStream(pseudonym(reference));
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
