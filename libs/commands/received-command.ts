/**
 * Records the idempotency key of a command from outside as an event: one stream per person and key, so that a key with another command is
 * rejected even if that command concerns another stream.
 */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { hash } from 'node:crypto';
import { canonical, digestOf, keyedDigest } from '#libs/commands/digest.ts';
import { requireNameless, requireNamelessKey, typedName } from '#libs/commands/nameless.ts';
import { type CommandMeta, identifierOf } from '#libs/commands/person.ts';
import { keyReused } from '#libs/commands/refusals.ts';
import { PERSON, type Person } from '#libs/event-store/author.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { record, text } from '#libs/kernel/field.ts';

type CommandReceived = Event<
  'CommandReceived',
  { readonly name: string; readonly digest: string; readonly key: string; readonly by: Person }
>;

export const COMMAND_EVENTS = eventCodec<CommandReceived>({
  CommandReceived: eventSchema(1, record({ name: text, digest: text, key: text, by: PERSON })),
});

/** The request of a command, which the digest covers. */
export interface AskedCommand {
  /** The route, for instance `POST /statements/{team}/{period}/submit`. */
  readonly name: string;
  readonly body: unknown;
}

export interface ReceivedCommand {
  readonly stream: string;
  readonly event: NewEvent;
  readonly key: string;
  readonly by: Person;
  /** A keyed digest, as the request may name a patient. */
  readonly digest: string;
  /** The digest of former versions. */
  readonly plainDigest: string;
}

/** The event of a command received; the same one again makes the same event. */
export function receivedCommand(
  log: Pick<EventStore, 'keys'>,
  { name, body }: AskedCommand,
  { by, key, at }: CommandMeta,
): ReceivedCommand {
  const plainDigest = digestOf([name, body]);
  const digest = keyedDigest(log, plainDigest);
  const day = dayText(dayOfInstant(at));
  const event: CommandReceived = { type: 'CommandReceived', effective: day, data: { name, digest, key, by } };
  const { schemaVersion, json } = COMMAND_EVENTS.write(event);
  const data = JSON.stringify(json);
  return {
    stream: `command-${hash('sha256', canonical([identifierOf(by), key]), 'hex').slice(0, 32)}`,
    event: {
      id: eventId(event.type, data),
      type: event.type,
      schemaVersion,
      effective: day,
      knownOn: day,
      data,
    },
    key,
    digest,
    plainDigest,
    by,
  };
}

/** Whether the command was received before. Throws KEY_REUSED if its key came with another one. */
export async function wasReceived(log: EventStore, { stream, digest, plainDigest }: ReceivedCommand): Promise<boolean> {
  const [before] = await log.readStream(stream, { limit: 1 });
  if (before === undefined) return false;
  const { data: found } = COMMAND_EVENTS.read(before);
  if (found.digest === digest || found.digest === plainDigest) return true;
  throw keyReused('KEY_REUSED', { key: found.key });
}

/** Records that the command was received. Gives whether it was before. Throws KEY_REUSED, KEY_NAMES_PATIENT, TEXT_NAMES_PATIENT. */
export async function receive(log: EventStore, command: ReceivedCommand, commit: Commit): Promise<boolean> {
  if (await wasReceived(log, command)) return true;
  await requireNamelessKey(log, command.key);
  await requireNameless(log, typedName(command.by));
  try {
    const { positions } = await log.append(command.stream, [command.event], 'none', commit);
    return positions[0] === 'known';
  } catch (error) {
    if (!(error instanceof RevisionConflict)) throw error;
    return wasReceived(log, command);
  }
}
