/** The known acts of a read store (libs/intake/known-acts.ts), held against the log while it is read stream by stream. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import { type KnownAct, KNOWN_ACTS } from '#libs/intake/known-acts.ts';
import type { Documents } from '#libs/read-store/document-store.ts';

type ActEvent = Pick<RecordedEvent, 'stream' | 'id' | 'type' | 'data' | 'position'>;

/** What an event of the log makes known. */
export interface ActInLog {
  readonly key: string;
  readonly position: number;
}

export interface HeldActs {
  /** How many are stored as the event that made them has them. */
  same: number;
  /** Those that are stored otherwise: as an event before this one has them, where all is well. */
  readonly other: ActInLog[];
}

/** The same log; what is read of it is held against the documents. */
export function heldAgainst(
  documents: Pick<Documents, 'get'>,
  log: Pick<LogReader, 'read'>,
  held: HeldActs,
): Pick<LogReader, 'read'> {
  async function* read<Field extends EventField>(options: ReadOptions<Field>) {
    const fields = options.fields && [
      ...new Set<EventField>([...options.fields, ...(KNOWN_ACTS.fields ?? []), 'position']),
    ];
    for await (const batch of log.read({ ...options, ...(fields && { fields }) })) {
      await hold(documents, batch, held);
      yield batch;
    }
  }
  return { read };
}

async function hold(documents: Pick<Documents, 'get'>, events: readonly ActEvent[], held: HeldActs): Promise<void> {
  const made = events.flatMap((event) => keysOf(event).map((key) => ({ key, event })));
  if (made.length === 0) return;
  const stored = await documents.get(made.map(({ key }) => key));
  for (const { key, event } of made)
    if (stored.get(key) === textOf(event)) held.same++;
    else held.other.push({ key, position: event.position });
}

/** Whether a document is what the log gives: the first event that makes the act known. */
export async function isOfLog(log: EventStore, key: string, text: string, before = Infinity): Promise<boolean> {
  const [stream, id] = actIn(text);
  const event = stream === undefined || id === undefined ? undefined : await log.find(stream, id);
  return event !== undefined && event.position <= before && textOf(event) === text && keysOf(event).includes(key);
}

/** None of an event that cannot be read: the fold sets it aside. */
function keysOf(event: ActEvent): readonly string[] {
  try {
    return KNOWN_ACTS.keys(event);
  } catch {
    return [];
  }
}

function textOf({ stream, id }: Pick<ActEvent, 'stream' | 'id'>): string {
  return JSON.stringify([stream, id] satisfies KnownAct);
}

/** A forged document may be anything. */
function actIn(text: string): readonly (string | undefined)[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read.every((one) => typeof one === 'string') ? read : [];
  } catch {
    return [];
  }
}
