/**
 * Follows a growing log on any engine: the existing events, then new ones, each once and in order. It polls the end of the log,
 * so a lost connection loses no event, and a reader slower than the writers only falls behind.
 */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';

interface FollowOptions extends Pick<ReadOptions, 'after' | 'categories'> {
  /** Stops between two batches. */
  readonly signal: AbortSignal;
  /** Interval between polls of the end of the log when there is no new event, ms. */
  readonly pollMs: number;
}

/** Yields batches until the signal aborts. Throws StoreUnavailable. */
export async function* follow(
  log: EventStore,
  { after, categories, signal, pollMs }: FollowOptions,
): AsyncIterable<readonly RecordedEvent[]> {
  let position = after;
  while (!isAborted(signal)) {
    const end = await log.end();
    if (end > position) {
      const options = { after: position, upTo: end };
      for await (const batch of log.read(categories === undefined ? options : { ...options, categories })) {
        if (isAborted(signal)) return;
        yield batch;
      }
      position = end;
    } else await pause(pollMs, signal);
  }
}

/** Reads the signal each time: it can abort during the wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
