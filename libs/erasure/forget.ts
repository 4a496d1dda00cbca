/**
 * Forgets a patient whose erasure is confirmed. It records the kept part of all ids in one commit with the keys to destroy, destroys them,
 * and completes the erasure; every machine then rebuilds its derived data without the patient. An interrupted erasure continues where it
 * stopped.
 */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ATTEMPTS, recordKept } from '#libs/erasure/record-kept-part.ts';
import { namingTestOf } from '#libs/erasure/effects.ts';
import { complete, erasureOf, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { type IsNamed, namesOfErased, subjectsNaming } from '#libs/erasure/naming.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

/** Forgets the ids of a patient outside the log; the erasure replaces them from then on. */
export type ForgetElsewhere = (ids: readonly string[], erasure: string) => Promise<void>;

interface Forgetting {
  readonly commit: Commit;
  /** ISO 8601 instant: keys are destroyed, and the erasure is completed, long after the request. */
  readonly now: () => string;
}

/** Does nothing if the erasure is not confirmed, or is completed. */
export async function forget(
  log: EventStore,
  id: string,
  { commit, now }: Forgetting,
  elsewhere: ForgetElsewhere,
): Promise<void> {
  const state = await erasureOf(log, id);
  if (state.status !== 'confirmed' && state.status !== 'begun') return;
  const { reference } = state.content;
  const keys = keysOf(log);
  const patient = await patientOfReference(keys, reference);
  // The patient's own key is destroyed first: if it is gone, the kept part of all ids was recorded.
  const begin = patient === undefined ? undefined : await recordKept(log, { patient, reference, commit });
  const references = begin?.references ?? (state.status === 'begun' ? state.references : [reference]);
  const ids = begin?.person.ids ?? [];
  await elsewhere(ids, id);
  await keys.destroy(references, now());
  // Another process with the patient in memory may have written about the patient just before; later writes are checked when they happen.
  await elsewhere(ids, id);
  const [isHis, isErased] = [begin && namingTestOf(begin.person), namesOfErased(keys, await keys.destroyed())];
  const isNamed: IsNamed = (text) => isHis?.(text) === true || isErased(text);
  const late = await forgetNaming(log, { isNamed, after: begin?.end ?? 0, at: now() });
  await complete(log, id, { keys: references.length + late, at: now(), commit });
}

interface Naming {
  readonly isNamed: IsNamed;
  readonly after: number;
  /** When it is forgotten. */
  readonly at: string;
}

/** Destroys the keys of rows, jobs and pairs that name the patient, until none is left. Gives their number. */
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
