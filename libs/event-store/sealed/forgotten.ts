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

type LogOfErasures = Pick<EventStore, 'keys' | 'read' | 'end'>;

/** By log, for the last known state of the keys: the position of the last completed erasure. */
const forgottenAt = memoisedOf((log: LogOfErasures) => ({ epoch: 0, position: 0, erasures: new Erasures(log) }));

/**
 * Whether documents folded up to a position may still hold a patient whose key is destroyed. Kept in memory until a key is destroyed: then
 * the erasures since are read.
 */
export async function mayHaveErased(log: LogOfErasures, position: number): Promise<boolean> {
  const [known, epoch] = [forgottenAt(log), await forgettingEpoch(log)];
  if (epoch === known.epoch) return position < known.position;
  const { completed, begun } = await known.erasures.current();
  // An erasure that has begun is folded again when it is completed.
  if (begun.length > 0 && (await log.keys?.destroyedAmong(begun))?.size !== 0) return true;
  Object.assign(known, { epoch, position: completed });
  return position < completed;
}

/** The erasures of a log, each event read once: there may be as many as patients. */
class Erasures {
  readonly #log: LogOfErasures;
  /** References, by stream. */
  readonly #begun = new Map<string, string>();
  #completed = 0;
  #position = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(log: LogOfErasures) {
    this.#log = log;
  }

  /** The position of the last completed erasure, and the references of those that are begun and not completed. */
  async current(): Promise<{ readonly completed: number; readonly begun: readonly string[] }> {
    // One call reads after the other; a failure of one does not fail the next.
    const turn = this.#reading.then(() => this.#read());
    this.#reading = turn.catch(() => undefined);
    await turn;
    return { completed: this.#completed, begun: [...this.#begun.values()] };
  }

  async #read(): Promise<void> {
    const end = await this.#log.end();
    const fields = ['stream', 'type', 'data', 'position'] as const;
    const asked = { after: this.#position, upTo: end, categories: [ERASURE_CATEGORY], fields };
    for await (const batch of this.#log.read(asked))
      for (const { stream, type, data, position } of batch) {
        if (type === ERASURE_BEGUN)
          this.#begun.set(stream, (JSON.parse(data) as { readonly reference: string }).reference);
        if (type === ERASURE_COMPLETED && this.#begun.delete(stream)) this.#completed = position;
      }
    this.#position = end;
  }
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
