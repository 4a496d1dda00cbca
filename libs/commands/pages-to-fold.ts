/** Reads the events of a stream that its state is made of, in pages: those that the next one replaces are left out. */
import { setImmediate } from 'node:timers/promises';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Event } from '#libs/event-store/typed-event.ts';

/** Events of a stream, of a page. */
const AT_ONCE = 500;
/** So few are read whole at once: looking first for those that are replaced would take longer. */
const FEW = 10;

type IsReplacedBy<E extends Event> = NonNullable<Aggregate<never, never, E>['isReplacedBy']>;

interface Folding<E extends Event> {
  /** First revision. */
  readonly from: number;
  /** Last revision; default: that of the stream. */
  readonly to?: number;
  readonly isReplacedBy: IsReplacedBy<E> | undefined;
}

type Log = Pick<EventStore, 'readStream'>;
type Pages = AsyncGenerator<readonly RecordedEvent[]>;

/** Yields between two pages: a long stream must not delay requests. The last event always stays: it gives the revision. */
export function pagesToFold<E extends Event>(log: Log, stream: string, folding: Folding<E>): Pages {
  const { isReplacedBy, ...range } = folding;
  return isReplacedBy === undefined ? wholePages(log, stream, range) : pagesLeft(log, stream, range, isReplacedBy);
}

type Range = Pick<Folding<Event>, 'from' | 'to'>;

async function* wholePages(log: Log, stream: string, { from, to = Infinity }: Range): Pages {
  for (let next = from; next <= to; next += AT_ONCE) {
    const limit = Math.min(AT_ONCE, to - next + 1);
    const page = await log.readStream(stream, { from: next, limit });
    yield page;
    if (page.length < limit) return;
    await setImmediate();
  }
}

async function* pagesLeft<E extends Event>(
  log: Log,
  stream: string,
  { from, to = Infinity }: Range,
  isReplacedBy: IsReplacedBy<E>,
): Pages {
  const atFirst = Math.min(FEW, to - from + 1);
  const few = await log.readStream(stream, { from, limit: atFirst });
  yield notReplaced(few, isReplacedBy);
  let isMore = few.length === atFirst;
  for (let next = from + FEW; isMore && next <= to; next += AT_ONCE) {
    await setImmediate();
    const limit = Math.min(AT_ONCE, to - next + 1);
    const heads = await log.readStream(stream, { from: next, limit, fields: ['type', 'revision'] });
    for (const run of runsOf(notReplaced(heads, isReplacedBy))) yield await log.readStream(stream, run);
    isMore = heads.length === limit;
  }
}

/** Those that the next one does not replace. The last one always stays. */
function notReplaced<Head extends Pick<RecordedEvent, 'type'>, E extends Event>(
  events: readonly Head[],
  isReplacedBy: IsReplacedBy<E>,
): readonly Head[] {
  return events.filter(({ type }, index) => {
    const next = events[index + 1];
    return next === undefined || !isReplacedBy(type, next.type);
  });
}

/** As ranges of revisions that follow each other. */
function runsOf(
  events: readonly Pick<RecordedEvent, 'revision'>[],
): readonly { readonly from: number; readonly limit: number }[] {
  const runs: { readonly from: number; limit: number }[] = [];
  for (const { revision } of events) {
    const run = runs.at(-1);
    if (run !== undefined && run.from + run.limit === revision) run.limit++;
    else runs.push({ from: revision, limit: 1 });
  }
  return runs;
}
