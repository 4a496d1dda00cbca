/** What the log says of those who were forgotten. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

/** The last event of the stream of an erased patient: what is kept of him. It is never sealed. */
export const PATIENT_ERASED = 'PatientErased';

/** The streams of erasures, their event when what is kept of the patient is recorded, and the one when no key of him is left. */
export const ERASURE_CATEGORY = 'erasure';
export const ERASURE_BEGUN = 'ErasureBegun';
export const ERASURE_COMPLETED = 'ErasureCompleted';

const ATTEMPTS = 5;

/**
 * Whether someone was forgotten between two positions: what was made of the facts before may have him still. From the beginning of his
 * erasure on, a fold that has him under his name would take what is kept of him for another person.
 */
export async function isAnyoneForgotten(log: Pick<EventStore, 'read'>, after: number, upTo: number): Promise<boolean> {
  if (after >= upTo) return false;
  for await (const batch of log.read({ after, upTo, categories: [ERASURE_CATEGORY], fields: ['type'] }))
    if (batch.some(({ type }) => type === ERASURE_BEGUN || type === ERASURE_COMPLETED)) return true;
  return false;
}

/**
 * What is kept of the patient of a stream; undefined where he is not erased. A fact that another process was recording at the moment when his key
 * was destroyed may follow it, without content.
 */
export async function lastKept(
  log: Pick<EventStore, 'readStream'>,
  stream: string,
): Promise<RecordedEvent | undefined> {
  return (await log.readStream(stream)).findLast(({ type }) => type === PATIENT_ERASED);
}

/** Whether the last event of the stream of a patient is of one who is erased, or whose erasure is begun. */
export function isOfErased({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): boolean {
  return type === PATIENT_ERASED || data === '';
}

/** Another number once a key was destroyed: who was read before has another name after it. */
export async function epochOf(log: Pick<EventStore, 'keys'>): Promise<number> {
  return (await log.keys?.epoch()) ?? 0;
}

/**
 * What is read of people while no key is destroyed: a part of it would know one by his name, and another by what stands for him. It is done
 * again where one was. Throws STORE_BUSY.
 */
export async function inOneEpoch<T>(log: Pick<EventStore, 'keys'>, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const epoch = await epochOf(log);
    try {
      const found = await read();
      if ((await epochOf(log)) === epoch) return found;
    } catch (error) {
      if ((await epochOf(log)) === epoch) throw error;
    }
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}
