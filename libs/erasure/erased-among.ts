/** Finds the texts that name erased patients, with the substitute name of each. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { lastKept } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { patientReference } from '#libs/erasure/erasures.ts';
import { PATIENT_ERASED_EVENTS } from '#libs/erasure/events.ts';

const MARK = '~';

/** The substitute name of an erased patient outside the log. */
export function nameOfErased(erasure: string): string {
  return `${MARK}${erasure}`;
}

/** The erasure of a substitute name. */
export function erasureOfName(name: string): string {
  return name.slice(MARK.length);
}

/** Keyed by id; has only erased ones. */
export async function erasedAmong(log: EventStore, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { keys } = log;
  const names = new Map<string, string>();
  if (keys === undefined) return names;
  const references = new Map(ids.map((id) => [id, patientReference(keys, id)]));
  const there = await keys.keysOf(references.values());
  for (const [id, reference] of references) {
    if (there.has(reference)) continue;
    const kept = await lastKept(log, patientStream(pseudonym(reference)));
    if (kept !== undefined) names.set(id, nameOfErased(PATIENT_ERASED_EVENTS.read(kept).data.erasure));
  }
  return names;
}
