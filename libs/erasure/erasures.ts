/** The erasures of the log, each with its patient as long as the patient's key exists. */
import { repositoryFor } from '#libs/commands/repository.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import { patientOfSubject, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { type ErasureCommand, erasure } from '#libs/erasure/decide.ts';
import type { ErasureEvent } from '#libs/erasure/events.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { type ErasureState, erasureIdOf, isConfirmed } from '#libs/erasure/state.ts';

export function erasureStream(id: string): string {
  return `${ERASURE_CATEGORY}-${id}`;
}

export const erasures = repositoryFor<ErasureState, ErasureCommand, ErasureEvent>({
  streamOf: erasureStream,
  aggregateOf: erasure,
});

export async function erasureOf(log: EventStore, id: string): Promise<ErasureState> {
  return (await erasures(log).load(id)).state;
}

/** The patient whose erasure waits for a second person; undefined if none does. */
export async function proposedPatient(log: EventStore, id: string): Promise<string | undefined> {
  const state = await erasureOf(log, id);
  return state.status === 'proposed' ? patientOfReference(keysOf(log), state.proposal.content.reference) : undefined;
}

/** Records that `keys` keys are destroyed; does nothing if it was recorded already. */
export async function complete(
  log: EventStore,
  id: string,
  { keys, at, commit }: { readonly keys: number; readonly at: string; readonly commit: Commit },
): Promise<void> {
  const { state, revision } = await erasures(log).load(id);
  if (!isConfirmed(state)) throw new RangeError('an erasure is completed after it is confirmed');
  const { confirmed } = state;
  const command = { type: 'complete', keys } as const;
  const meta = { by: confirmed.by, at, key: `${confirmed.key}/completed/${revision}` };
  try {
    await erasures(log).handle(id, { command, meta, commit, asked: { type: 'complete' } });
  } catch (error) {
    // Another process may have finished it at the same time.
    const { state: now } = await erasures(log).load(id);
    if (now.status !== 'completed' || now.again.length > 0) throw error;
  }
}

/** The keys of the log. Throws LOG_NOT_SEALED if facts about patients are in clear. */
export function keysOf({ keys }: EventStore): PatientKeys {
  if (keys === undefined) throw refused('LOG_NOT_SEALED', {});
  return keys;
}

export function patientReference(keys: PatientKeys, patient: string): string {
  return keys.referenceOf(subjectOfPatient(patient));
}

export function erasureIdOfPatient(keys: PatientKeys, patient: string): string {
  return erasureIdOf(patientReference(keys, patient));
}

/** Undefined once the patient's key is destroyed. */
export async function patientOfReference(keys: PatientKeys, reference: string): Promise<string | undefined> {
  const key = (await keys.keysOf([reference])).get(reference);
  return key && patientOfSubject(key.subject);
}
