/**
 * Finds patients whose erasure is completed and whom an older copy of the keys has restored: until each is erased again, nothing is done
 * that may show one.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { erasureOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { erasuresAt } from '#libs/erasure/last-events.ts';
import { erasureIdOf } from '#libs/erasure/state.ts';

/** Epoch of the keys at which no erased patient was restored: while it stays, none is. */
const lookedAt = memoisedOf((_: EventStore): { epoch: number | undefined } => ({ epoch: undefined }));

/**
 * The erasures of restored patients, by id. An older copy does not know that their keys were destroyed: only the erasures that the keys do not
 * know of are read.
 */
export async function* restoredErasures(log: EventStore): AsyncGenerator<string> {
  const { keys } = log;
  if (keys === undefined) return;
  const [before, epoch] = [lookedAt(log), await keys.epoch()];
  if (epoch === before.epoch) return;
  // One that is begun may have been completed before.
  const unknown = new Set(await erasuresAt(log, 'ErasureCompleted', 'ErasureBegun'));
  for (const reference of await keys.destroyed()) unknown.delete(erasureIdOf(reference));
  let isAnyRestored = false;
  for (const id of unknown) {
    const state = await erasureOf(log, id);
    if (state.status !== 'completed' || (await patientOfReference(keys, state.content.reference)) === undefined)
      continue;
    isAnyRestored = true;
    yield id;
  }
  if (!isAnyRestored) before.epoch = epoch;
}

export async function isErasedPatientRestored(log: EventStore): Promise<boolean> {
  for await (const _ of restoredErasures(log)) return true;
  return false;
}
