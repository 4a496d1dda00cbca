/** An event whose content is not that of its type: named by its place, not by what a parser says of it. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orDamaged } from '#libs/kernel/or-damaged.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/** EVENT_GARBLED. `message`: why, for the log of the program. */
class EventGarbled extends StoreDamaged {
  constructor({ position, type }: Pick<RecordedEvent, 'position' | 'type'>, cause: unknown) {
    super({ code: 'EVENT_GARBLED', data: { position, type } }, { cause });
    this.message = `event ${position} (${type}): ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** The content of an event as JSON, which is an object whatever its type. Throws EVENT_GARBLED. */
export function contentOf(event: Pick<RecordedEvent, 'position' | 'type' | 'data'>): Readonly<Record<string, unknown>> {
  return orGarbled(event, () => {
    const content: unknown = JSON.parse(event.data);
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new RangeError('its content is no object');
    return content as Readonly<Record<string, unknown>>;
  });
}

/** Reads the content of one event. Throws EVENT_GARBLED where that fails; refusals and failures of a store stay as they are. */
export function orGarbled<T>(event: Pick<RecordedEvent, 'position' | 'type'>, read: () => T): T {
  return orDamaged(read, (cause) => new EventGarbled(event, cause));
}
