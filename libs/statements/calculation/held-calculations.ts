/** Reads the calculations that documents point at, from the log: a read store is a cache. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orGarbled } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CalculatedStatement, parseStatement, statementStream } from '#libs/statements/calculated-statement.ts';
import { storedOtherwise } from '#libs/statements/calculation/refusals.ts';
import { STATEMENTS, pointerTo, readPointer } from '#libs/statements/statements-projection.ts';

/** In the same order. Throws STORED_OTHERWISE if a pointer names no such event, EVENT_GARBLED. */
export async function heldCalculations(
  log: EventStore,
  pointers: readonly string[],
): Promise<readonly CalculatedStatement[]> {
  const held: CalculatedStatement[] = [];
  for (const pointer of pointers) held.push(calculationIn(await eventAt(log, pointer)));
  return held;
}

/** The text of a calculation. Throws STORED_OTHERWISE if the pointer names no such event, EVENT_GARBLED if that holds no calculation. */
export async function heldText(log: Pick<EventStore, 'find' | 'readStream'>, pointer: string): Promise<string> {
  const event = await eventAt(log, pointer);
  calculationIn(event);
  return event.data;
}

/** Throws EVENT_GARBLED if the event does not hold a calculation. */
export function calculationIn(event: RecordedEvent): CalculatedStatement {
  return orGarbled(event, () => parseStatement(event.data));
}

/** Throws STORED_OTHERWISE if the pointer names no such event, EVENT_GARBLED. */
async function eventAt(log: Pick<EventStore, 'find' | 'readStream'>, pointer: string): Promise<RecordedEvent> {
  const { team, period, event } = readPointer(pointer);
  const stream = statementStream({ team, period });
  const found = await log.find(stream, event);
  if (found === undefined || orGarbled(found, () => pointerTo(found)) !== pointer)
    throw storedOtherwise(STATEMENTS, await log.readStream(stream));
  return found;
}
