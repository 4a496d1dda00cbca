/** Tells who is erased, to a caller who knows the identifier. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SubjectErased } from '#libs/patient-keys/patient-keys.ts';
import { subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';

export type IsErased = (patient: string) => boolean;

/** A caller that has this one need not ask it of millions of rows. */
export const NOBODY: IsErased = () => false;

/** One patient, according to the keys at the time of the call. */
export async function isErasedNow({ keys }: Pick<EventStore, 'keys'>, patient: string): Promise<boolean> {
  return keys !== undefined && (await keys.destroyedAmong([keys.referenceOf(subjectOfPatient(patient))])).size > 0;
}

/** According to the keys at the time of the call. NOBODY if nothing is sealed. */
export async function erasedPatients({ keys }: Pick<EventStore, 'keys'>): Promise<IsErased> {
  const destroyed = await keys?.destroyed();
  if (keys === undefined || destroyed === undefined || destroyed.size === 0) return NOBODY;
  return (patient) => destroyed.has(keys.referenceOf(subjectOfPatient(patient)));
}

/** Whether an event could not be recorded because its patient was erased. */
export function isErasedMeanwhile(error: unknown): boolean {
  return error instanceof SubjectErased;
}
