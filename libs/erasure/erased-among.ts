/** Finds the texts that name erased patients, with the substitute name of each. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { lastKept } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { spellingsOf } from '#libs/kernel/spellings.ts';
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

/** Keyed by id, which may be spelt otherwise; has only erased ones. An id with a key is of a patient who is there. */
export async function erasedAmong(log: EventStore, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { keys } = log;
  const names = new Map<string, string>();
  if (keys === undefined) return names;
  const references = new Map(ids.map((id) => [id, patientReference(keys, id)]));
  const there = await keys.keysOf(references.values());
  for (const [id, reference] of references) {
    if (there.has(reference)) continue;
    const erasure = await erasureNaming(
      log,
      spellingsOf(id).map((one) => patientReference(keys, one)),
    );
    if (erasure !== undefined) names.set(id, nameOfErased(erasure));
  }
  return names;
}

/** The erasure of the first of these that is erased. */
async function erasureNaming(log: EventStore, references: readonly string[]): Promise<string | undefined> {
  for (const reference of references) {
    const kept = await lastKept(log, patientStream(pseudonym(reference)));
    if (kept !== undefined) return PATIENT_ERASED_EVENTS.read(kept).data.erasure;
  }
  return undefined;
}
