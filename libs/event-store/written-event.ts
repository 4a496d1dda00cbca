/** Writes an event that no command caused, in the form that the log takes. */
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { Event, EventCodec } from '#libs/event-store/typed-event.ts';

/** Its content alone determines its id. `knownOn`: YYYY-MM-DD. */
export function writtenEvent<E extends Event>(
  codec: Pick<EventCodec<E>, 'write'>,
  event: NoInfer<E>,
  knownOn: string,
): NewEvent {
  const { type, effective } = event;
  const { schemaVersion, json } = codec.write(event);
  const data = JSON.stringify(json);
  return { id: eventId(type, data), type, schemaVersion, effective, knownOn, data };
}
