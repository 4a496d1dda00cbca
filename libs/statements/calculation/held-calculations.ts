/** Reads calculations as they are stored, each held against its event: a read store is a cache. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CalculatedStatement, parseStatement, statementStream } from '#libs/statements/calculated-statement.ts';
import { storedOtherwise } from '#libs/statements/calculation/refusals.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';

/** In the same order. Throws STORED_OTHERWISE where a text is not that of an event. */
export async function heldCalculations(
  log: EventStore,
  texts: readonly string[],
): Promise<readonly CalculatedStatement[]> {
  const held: CalculatedStatement[] = [];
  for (const text of texts) {
    const calculated = parseStatement(text);
    await requireEvent(log, calculated, text);
    held.push(calculated);
  }
  return held;
}

async function requireEvent(log: EventStore, calculated: CalculatedStatement, text: string): Promise<void> {
  const stream = statementStream(calculated);
  const found = await log.find(stream, calculationEvent(calculated).id);
  if (found?.data === text) return;
  // The first logs made ids otherwise.
  const events = await log.readStream(stream);
  if (!events.some(({ data }) => data === text)) throw storedOtherwise(STATEMENTS, events);
}
