/** Who is erased, as who knows his identifier can tell. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';

/** As the keys are at the call. Nobody is where nothing is sealed. */
export async function erasedPatients({ keys }: Pick<EventStore, 'keys'>): Promise<(patient: string) => boolean> {
  const destroyed = await keys?.destroyed();
  if (keys === undefined || destroyed === undefined || destroyed.size === 0) return () => false;
  return (patient) => destroyed.has(keys.referenceOf(subjectOfPatient(patient)));
}
