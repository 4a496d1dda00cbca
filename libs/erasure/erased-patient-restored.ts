/** Whether an older copy of the keys has restored a patient whose erasure is completed: then nothing that may show the patient is done. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY, ERASURE_COMPLETED } from '#libs/event-store/sealed/forgotten.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

/** Epoch of the keys at which no erased patient was restored: while it stays, none is. */
const lookedAt = memoisedOf((_: EventStore): { epoch: number | undefined } => ({ epoch: undefined }));

export async function isErasedPatientRestored(log: EventStore): Promise<boolean> {
  const { keys } = log;
  if (keys === undefined) return false;
  const [before, epoch] = [lookedAt(log), await keys.epoch()];
  if (epoch === before.epoch) return false;
  const references = new Set<string>();
  for await (const batch of log.read({ after: 0, categories: [ERASURE_CATEGORY], fields: ['type', 'data'] }))
    for (const { type, data } of batch)
      if (type === ERASURE_COMPLETED) references.add((JSON.parse(data) as { readonly reference: string }).reference);
  if ((await keys.keysOf(references)).size > 0) return true;
  before.epoch = epoch;
  return false;
}
