/** The events of a command as they are stored: with the command that made them, and an id that follows from it. */
import { canonical } from '#libs/commands/digest.ts';
import { identifierOf } from '#libs/commands/person.ts';
import type { RecordedCommand } from '#libs/event-store/author.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import type { Event, EventCodec, EventSchema } from '#libs/event-store/typed-event.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { type TypedText, typedTexts } from '#libs/kernel/field.ts';

interface Written {
  readonly event: Event;
  readonly schemaVersion: number;
  readonly json: object;
  /** The texts of the event that a person typed. */
  readonly typed: readonly TypedText[];
}

/** As JSON of the last version of its schema. */
export function writtenAs<E extends Event>({ events }: { readonly events: EventCodec<E> }, event: E): Written {
  const { schemaVersion, json } = events.write(event);
  const schemas = events.schemas as Readonly<Record<string, EventSchema<object> | undefined>>;
  const fields = schemas[event.type]?.fields;
  return { event, schemaVersion, json, typed: fields === undefined ? [] : typedTexts(fields, json) };
}

/** `index`: which event of the command it is, from 0: the same command makes the same ids. */
export function commandEvent(
  { event: { type, effective }, schemaVersion, json }: Written,
  index: number,
  command: RecordedCommand,
  { recordedAt }: Commit,
): NewEvent {
  return {
    id: eventId(type, `${command.key}\n${identifierOf(command.meta.by)}\n${command.digest}\n${index}`),
    type,
    schemaVersion,
    effective,
    knownOn: dayText(dayOfInstant(recordedAt)),
    data: canonical({ ...json, command }),
  };
}
