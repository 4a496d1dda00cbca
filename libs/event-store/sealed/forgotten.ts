/** The events of the log about erased patients. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

/** The last event in the stream of an erased patient, with the part that is kept. It is never sealed. */
export const PATIENT_ERASED = 'PatientErased';

/** The category of erasures, their event once the kept part is recorded, and their event once no key is left. */
export const ERASURE_CATEGORY = 'erasure';
export const ERASURE_BEGUN = 'ErasureBegun';
export const ERASURE_COMPLETED = 'ErasureCompleted';

const ATTEMPTS = 5;

/**
 * Whether a patient was erased between two positions: earlier documents may still hold the patient. After an erasure has begun, a fold that
 * has the patient under the original name would take the kept part for another person.
 */
export async function isAnyoneForgotten(log: Pick<EventStore, 'read'>, after: number, upTo: number): Promise<boolean> {
  if (after >= upTo) return false;
  for await (const batch of log.read({ after, upTo, categories: [ERASURE_CATEGORY], fields: ['type'] }))
    if (batch.some(({ type }) => type === ERASURE_BEGUN || type === ERASURE_COMPLETED)) return true;
  return false;
}

/**
 * The kept part of the patient of a stream; undefined if the patient is not erased. A fact without content may follow it, if another
 * process recorded the fact while the key was destroyed.
 */
export async function lastKept(
  log: Pick<EventStore, 'readStream'>,
  stream: string,
): Promise<RecordedEvent | undefined> {
  return (await log.readStream(stream)).findLast(({ type }) => type === PATIENT_ERASED);
}

/** Whether the last event in a patient's stream marks the patient as erased, or the erasure as begun. */
export function isOfErased({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): boolean {
  return type === PATIENT_ERASED || data === '';
}

/** The number changes when a key is destroyed: patients read before have another name after it. */
export async function forgettingEpoch(log: Pick<EventStore, 'keys'>): Promise<number> {
  return (await log.keys?.epoch()) ?? 0;
}

/** By log, for the last known state of the keys: the position of the last completed erasure. */
const forgottenAt = memoisedOf((_: Pick<EventStore, 'keys' | 'read'>) => ({ epoch: 0, position: 0 }));

/**
 * Whether documents folded up to a position may still hold a patient whose key is destroyed. Kept in memory until a key is destroyed: the
 * log is read once for each erasure.
 */
export async function mayHaveErased(log: Pick<EventStore, 'keys' | 'read'>, position: number): Promise<boolean> {
  const [known, epoch] = [forgottenAt(log), await forgettingEpoch(log)];
  if (epoch === known.epoch) return position < known.position;
  const { completed, begun } = await erasuresIn(log);
  // An erasure that has begun is folded again when it is completed.
  if (begun.length > 0 && (await log.keys?.destroyedAmong(begun))?.size !== 0) return true;
  Object.assign(known, { epoch, position: completed });
  return position < completed;
}

/** The position of the last completed erasure, and the references of those that are begun and not completed. */
async function erasuresIn(log: Pick<EventStore, 'read'>) {
  let completed = 0;
  const begun = new Map<string, string>();
  const fields = ['stream', 'type', 'data', 'position'] as const;
  for await (const batch of log.read({ after: 0, categories: [ERASURE_CATEGORY], fields }))
    for (const { stream, type, data, position } of batch) {
      if (type === ERASURE_BEGUN) begun.set(stream, (JSON.parse(data) as { readonly reference: string }).reference);
      if (type === ERASURE_COMPLETED && begun.delete(stream)) completed = position;
    }
  return { completed, begun: [...begun.values()] };
}

/**
 * Repeats a read of people if a key was destroyed during it; otherwise one part would name a patient and another the stand-in. Throws
 * STORE_BUSY.
 */
export async function inOneEpoch<T>(log: Pick<EventStore, 'keys'>, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const epoch = await forgettingEpoch(log);
    try {
      const found = await read();
      if ((await forgettingEpoch(log)) === epoch) return found;
    } catch (error) {
      if ((await forgettingEpoch(log)) === epoch) throw error;
    }
  }
  throw new StoreUnavailable({ code: 'STORE_BUSY', data: {} });
}
