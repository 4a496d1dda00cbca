/** What the log says of those who were forgotten. */
import type { EventStore } from '#libs/event-store/event-store.ts';

/** The last event of the stream of an erased patient: what is kept of him. It is never sealed. */
export const PATIENT_ERASED = 'PatientErased';

/** The streams of erasures, and their event when no key of the patient is left. */
export const ERASURE_CATEGORY = 'erasure';
export const ERASURE_COMPLETED = 'ErasureCompleted';

/** Whether someone was forgotten between two positions: what was made of the facts before may have him still. */
export async function isAnyoneForgotten(log: Pick<EventStore, 'read'>, after: number, upTo: number): Promise<boolean> {
  if (after >= upTo) return false;
  for await (const batch of log.read({ after, upTo, categories: [ERASURE_CATEGORY], fields: ['type'] }))
    if (batch.some(({ type }) => type === ERASURE_COMPLETED)) return true;
  return false;
}
