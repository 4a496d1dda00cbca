/** An event whose content is not that of its type: named by its place, not by what a parser says of it. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/** EVENT_GARBLED. `message`: why, for the log of the program. */
class EventGarbled extends StoreDamaged {
  constructor({ position, type }: Pick<RecordedEvent, 'position' | 'type'>, cause: unknown) {
    super({ code: 'EVENT_GARBLED', data: { position, type } }, { cause });
    this.message = `event ${position} (${type}): ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** Reads the content of one event. Throws EVENT_GARBLED where that fails; refusals and failures of a store stay as they are. */
export function orGarbled<T>(event: Pick<RecordedEvent, 'position' | 'type'>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure || error instanceof DomainError) throw error;
    throw new EventGarbled(event, error);
  }
}
