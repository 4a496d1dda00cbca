/** Records in the log that a checkpoint was signed (stream `checkpoints`): removing the newest checkpoint leaves this trace. */
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { record, text, whole } from '#libs/kernel/field.ts';
import type { RecordedCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import { type CheckpointFile, checkpointDigest, sequenceOf } from '#libs/audit/checkpoint.ts';

type CheckpointSigned = Event<
  'CheckpointSigned',
  {
    readonly position: number;
    readonly link: string;
    readonly sequence: number;
    /** ISO 8601 instant. */
    readonly time: string;
    readonly key: string;
    /** checkpointDigest. */
    readonly digest: string;
  }
>;

const STREAM = 'checkpoints';

export const CHECKPOINT_EVENTS = eventCodec<CheckpointSigned>({
  CheckpointSigned: eventSchema(
    1,
    record({ position: whole, link: text, sequence: whole, time: text, key: text, digest: text }),
  ),
});

/** Records the checkpoints of a folder that sign this log and are not recorded yet. Gives their number. */
export async function recordCheckpoints(
  log: EventStore,
  files: readonly CheckpointFile[],
  commit: Commit,
): Promise<number> {
  const events: NewEvent[] = [];
  for (const { checkpoint } of files)
    if ((await log.linkAt(checkpoint.position)) === checkpoint.link) events.push(signedEvent(checkpoint, commit));
  if (events.length === 0) return 0;
  const { positions } = await log.append(STREAM, events, 'any', commit);
  return positions.filter((position) => position !== 'known').length;
}

function signedEvent(checkpoint: CheckpointFile['checkpoint'], { recordedAt }: Commit): NewEvent {
  const { position, link, time, key } = checkpoint;
  const digest = checkpointDigest(checkpoint);
  const type = 'CheckpointSigned';
  const day = dayText(dayOfInstant(recordedAt));
  const said: CheckpointSigned = {
    type,
    effective: day,
    data: { position, link, sequence: sequenceOf(checkpoint), time, key, digest },
  };
  const { schemaVersion, json } = CHECKPOINT_EVENTS.write(said);
  return { id: eventId(type, digest), type, schemaVersion, effective: day, knownOn: day, data: JSON.stringify(json) };
}

/** The beginning of the text of an event of that stream. */
const BEGINNING = `"${STREAM}"\n`;

/** Takes the events of a log one by one, in their order. */
export class RecordedCheckpoints {
  readonly #all: RecordedCheckpoint[] = [];
  #lastOther = 0;

  get all(): readonly RecordedCheckpoint[] {
    return this.#all;
  }

  /** Position of the last event that is not about checkpoints; 0 if there is none. */
  get lastOther(): number {
    return this.#lastOther;
  }

  take({ position: recordedAt, text: said }: Pick<StoredEvent, 'position' | 'text'>): void {
    if (!said.startsWith(BEGINNING)) {
      this.#lastOther = recordedAt;
      return;
    }
    const one = recordedIn(said.slice(said.lastIndexOf('\n') + 1), recordedAt);
    if (one !== undefined) this.#all.push(one);
  }
}

/** An event that another program wrote there is ignored. */
function recordedIn(payload: string, recordedAt: number): RecordedCheckpoint | undefined {
  try {
    const { position, sequence, digest } = JSON.parse(payload) as Readonly<Record<string, unknown>>;
    const isOne = typeof position === 'number' && typeof sequence === 'number' && typeof digest === 'string';
    return isOne ? { position, sequence, digest, recordedAt } : undefined;
  } catch {
    return undefined;
  }
}

/** The checkpoints that a log records as signed. */
export async function recordedCheckpoints(log: Pick<EventStore, 'readStream'>): Promise<readonly RecordedCheckpoint[]> {
  const events = await log.readStream(STREAM);
  return events.flatMap(({ data, position }) => recordedIn(data, position) ?? []);
}
