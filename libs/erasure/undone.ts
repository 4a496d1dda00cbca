/** Whether a former copy of the keys has brought back somebody whose erasure is completed. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY, ERASURE_COMPLETED } from '#libs/event-store/sealed/forgotten.ts';

export async function isAnyoneBack(log: EventStore): Promise<boolean> {
  const { keys } = log;
  if (keys === undefined) return false;
  const references: string[] = [];
  for await (const batch of log.read({ after: 0, categories: [ERASURE_CATEGORY], fields: ['type', 'data'] }))
    for (const { type, data } of batch)
      if (type === ERASURE_COMPLETED) references.push((JSON.parse(data) as { readonly reference: string }).reference);
  return references.length > 0 && (await keys.keysOf(references)).size > 0;
}
