/**
 * Finds what a command that decides many erasures has recorded before. Each event of an erasure is read once, and of each command the
 * positions of its first and last event are kept: a repeated command reads only the events between them.
 */
import { commandKey } from '#libs/commands/person.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import { storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

/** The decisions that are made on many erasures together. */
const DECISIONS = ['ErasureProposed', 'ErasureConfirmed'] as const;
type Decision = (typeof DECISIONS)[number];

/** Positions. */
interface Range {
  readonly first: number;
  readonly last: number;
}

const FIELDS = ['stream', 'type', 'position', 'data'] as const;

const commandsIn = memoisedOf((log: EventStore) => ({
  /** By decision and command. */
  ranges: new Map<string, Range>(),
  events: new EventsSince(log, { categories: [ERASURE_CATEGORY], fields: FIELDS }),
}));

/** The ids of the erasures that a command of this author and key has decided so, in the order of its events. Throws EVENT_GARBLED. */
export async function decidedBefore(
  log: EventStore,
  decision: Decision,
  meta: CommandMeta,
): Promise<readonly string[]> {
  const { ranges, events } = commandsIn(log);
  await events.each((event) => {
    const key = keyOf(event);
    if (key === undefined) return;
    const { position } = event;
    const { first } = ranges.get(key) ?? { first: position };
    ranges.set(key, { first, last: position });
  });
  const asked = decisionKey(decision, meta);
  const range = ranges.get(asked);
  const erasures: string[] = [];
  if (range === undefined) return erasures;
  const { first, last } = range;
  for await (const batch of log.read({ after: first - 1, upTo: last, categories: [ERASURE_CATEGORY], fields: FIELDS }))
    for (const event of batch)
      if (keyOf(event) === asked) erasures.push(event.stream.slice(ERASURE_CATEGORY.length + 1));
  return erasures;
}

function decisionKey(decision: Decision, meta: CommandMeta): string {
  return `${decision} ${commandKey(meta)}`;
}

/** Undefined for an event of another kind. */
function keyOf(event: Pick<RecordedEvent, 'type' | 'position' | 'data'>): string | undefined {
  const decision = DECISIONS.find((one) => one === event.type);
  const meta = decision && storedAuthorOf(event);
  return decision && meta && decisionKey(decision, meta);
}
