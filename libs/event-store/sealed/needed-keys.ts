/** Which keys a log needs to be read. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { patientIn, referenceIn } from '#libs/event-store/sealed/sealed-names.ts';
import { type SealedParts, sealedIn } from '#libs/event-store/sealed/sealed-parts.ts';

/** One key, and what is sealed with it. */
export interface NeededKey {
  readonly reference: string;
  /** The stored name: that of a patient's stream does not reveal him. */
  readonly stream: string;
  /** Of the one event that the key is of; undefined: it is of the whole stream. */
  readonly position?: number;
}

/** `log`: as it is stored. `categories`: of the streams that have such parts. Batches may be empty. */
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
