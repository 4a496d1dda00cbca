/** The events of the log about erased patients. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';
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

type LogOfErasures = Pick<EventStore, 'keys' | 'read' | 'end'>;

/** By log: its erasures, of which there may be as many as patients, each read once. */
const erasuresIn = memoisedOf((log: LogOfErasures) => ({
  /** The state of the keys at the last look, and the position of the last completed erasure then. */
  epoch: 0,
  position: 0,
  /** The position of the last completed erasure that was read. */
  completed: 0,
  /** References of those that are begun and not completed, by stream. */
  begun: new Map<string, string>(),
  events: new EventsSince(log, { categories: [ERASURE_CATEGORY], fields: ['stream', 'type', 'data', 'position'] }),
}));

/**
 * Whether documents folded up to a position may still hold a patient whose key is destroyed. Kept in memory until a key is destroyed: then
 * the erasures since are read.
 */
export async function mayHaveErased(log: LogOfErasures, position: number): Promise<boolean> {
  const [known, epoch] = [erasuresIn(log), await forgettingEpoch(log)];
  if (epoch === known.epoch) return position < known.position;
  await known.events.each((event) => {
    if (event.type === ERASURE_BEGUN)
      known.begun.set(event.stream, (contentOf(event) as { readonly reference: string }).reference);
    if (event.type === ERASURE_COMPLETED && known.begun.delete(event.stream)) known.completed = event.position;
  });
  const { completed, begun } = known;
  // An erasure that has begun is folded again when it is completed.
  if (begun.size > 0 && (await log.keys?.destroyedAmong([...begun.values()]))?.size !== 0) return true;
  Object.assign(known, { epoch, position: completed });
  return position < completed;
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
