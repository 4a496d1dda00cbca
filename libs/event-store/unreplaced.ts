/** Reads the events of a stream without those that leave nothing once the next one follows: their content is not read. */
import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventHead, EventStore } from '#libs/event-store/event-store.ts';

/** Whether an event leaves nothing once the next one follows, by their types. */
export type IsReplacedBy = (type: string, next: string) => boolean;

/** Events of a stream. */
const PAGE = 500;
/** As many are read whole at first: mostly there are no more since the last reading. */
const FEW = 8;

type Log = Pick<EventStore, 'readStream' | 'readHeads'>;

interface Revisions {
  /** The first revision. */
  readonly from: number;
  /** The last one; default: that of the stream. */
  readonly to?: number;
}

/** In pages, ascending. The last event is always among them. Without `isReplacedBy`, all events. */
export async function* unreplacedEvents(
  log: Log,
  stream: string,
  { from, to = Infinity }: Revisions,
  isReplacedBy: IsReplacedBy | undefined,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let next = from; next <= to; next += PAGE) {
    const limit = Math.min(PAGE, to - next + 1);
    const few = isReplacedBy === undefined ? limit : Math.min(FEW, limit);
    const first = await log.readStream(stream, { from: next, limit: few });
    if (isReplacedBy === undefined || first.length < few) {
      yield first;
      if (first.length < limit) return;
    } else {
      const heads = await log.readHeads(stream, { from: next, limit });
      yield await contentOf(log, stream, unreplaced(heads, isReplacedBy));
      if (heads.length < limit) return;
    }
    // Yields: a long stream must not delay requests.
    await setImmediate();
  }
}

function unreplaced(heads: readonly EventHead[], isReplacedBy: IsReplacedBy): readonly EventHead[] {
  return heads.filter(({ type }, i) => {
    const next = heads[i + 1];
    return next === undefined || !isReplacedBy(type, next.type);
  });
}

/** Reads events that follow each other together. */
async function contentOf(log: Log, stream: string, heads: readonly EventHead[]): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let i = 0; i < heads.length;) {
    const from = heads[i]?.revision ?? 0;
    let limit = 1;
    while (heads[i + limit]?.revision === from + limit) limit++;
    events.push(...(await log.readStream(stream, { from, limit })));
    i += limit;
  }
  return events;
}
