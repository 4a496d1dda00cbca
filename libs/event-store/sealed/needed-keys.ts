/** The keys that a log needs to be read. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { patientIn, referenceIn } from '#libs/event-store/sealed/sealed-names.ts';
import { type SealedParts, sealedIn } from '#libs/event-store/sealed/sealed-parts.ts';

/** One key, and the place that it seals. */
export interface NeededKey {
  readonly reference: string;
  /** The stored name: for a patient's stream it does not reveal the patient. */
  readonly stream: string;
  /** The position of the single event that the key seals; undefined: it seals the whole stream. */
  readonly position?: number;
}

/** `log`: the log as stored. `categories`: those of streams with sealed parts. Batches may be empty. */
export async function* neededKeys(
  log: Pick<EventStore, 'read'>,
  parts: SealedParts,
  categories: readonly string[],
): AsyncGenerator<readonly NeededKey[]> {
  let last = '';
  for await (const batch of log.read({ after: 0, categories: ['patient'], order: 'stream', fields: ['stream'] })) {
    const needed: NeededKey[] = [];
    for (const { stream } of batch) {
      if (stream === last) continue;
      last = stream;
      const reference = referenceIn(patientIn(stream) ?? '');
      if (reference !== undefined) needed.push({ reference, stream });
    }
    yield needed;
  }
  const fields = ['stream', 'type', 'data', 'position'] as const;
  for await (const batch of log.read({ after: 0, categories, fields }))
    yield batch.flatMap(({ stream, type, data, position }): NeededKey[] => {
      const sealed = parts[type] === undefined ? undefined : sealedIn(data);
      return sealed === undefined ? [] : [{ reference: sealed.reference, stream, position }];
    });
}
