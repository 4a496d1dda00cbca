/** Compares the known acts of a read store (libs/intake/known-acts.ts) with the log, which is read stream by stream. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import { KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import type { Documents } from '#libs/read-store/document-store.ts';

type ActEvent = Pick<RecordedEvent, 'stream' | 'id' | 'type' | 'data' | 'position'>;

/** The act that an event of the log makes known. */
export interface ActInLog {
  readonly key: string;
  readonly position: number;
}

export interface HeldActs {
  /** The number of acts whose stored documents match their events. */
  same: number;
  /** Stored with another event: correct if that event comes earlier. */
  readonly other: ActInLog[];
}

/** Returns a log that behaves the same; each stream that is read from it is compared with the documents. */
export function heldAgainst(
  documents: Pick<Documents, 'get'>,
  log: Pick<LogReader, 'read'>,
  held: HeldActs,
): Pick<LogReader, 'read'> {
  // A document names the event that created it: later events of its stream that repeat the act change nothing.
  let stream = '';
  const ofStream = new Set<string>();
  const hold = async (events: readonly ActEvent[]): Promise<void> => {
    const made = events.flatMap((event) => keysOf(event).map((key) => ({ key, event })));
    if (made.length === 0) return;
    const stored = await documents.get(made.map(({ key }) => key));
    for (const { key, event } of made) {
      if (event.stream !== stream) ofStream.clear();
      stream = event.stream;
      if (stored.get(key) === documentText(event, key)) {
        ofStream.add(key);
        held.same++;
      } else if (!ofStream.has(key)) held.other.push({ key, position: event.position });
    }
  };
  async function* read<Field extends EventField>(options: ReadOptions<Field>) {
    const fields = options.fields && [
      ...new Set<EventField>([...options.fields, ...(KNOWN_ACTS.fields ?? []), 'position']),
    ];
    for await (const batch of log.read({ ...options, ...(fields && { fields }) })) {
      await hold(batch);
      yield batch;
    }
  }
  return { read };
}

/** Whether an event of the log, up to a position, makes this document. */
export async function isOfLog(log: EventStore, key: string, text: string, upTo = Infinity): Promise<boolean> {
  const stream = streamIn(text);
  const events = stream === undefined ? [] : await log.readStream(stream);
  return events.some(
    (event) => event.position <= upTo && keysOf(event).includes(key) && documentText(event, key) === text,
  );
}

/** An unreadable event has no keys: the fold sets it aside. */
function keysOf(event: ActEvent): readonly string[] {
  try {
    return KNOWN_ACTS.keys(event);
  } catch {
    return [];
  }
}

/** The document that this event creates if no document exists. */
function documentText(event: ActEvent, key: string): string {
  return JSON.stringify(KNOWN_ACTS.evolve(undefined, event, key));
}

/** The stream that a document names first. A forged document may be anything. */
function streamIn(text: string): string | undefined {
  try {
    const [stream]: readonly unknown[] = JSON.parse(text) as readonly unknown[];
    return typeof stream === 'string' ? stream : undefined;
  } catch {
    return undefined;
  }
}
