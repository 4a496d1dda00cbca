/**
 * Follows a log as it grows, on any engine: what is there, then what comes, each event once and in order. It asks where the log ends
 * rather than being told: nothing is lost when a connection is, and a reader slower than the writers only falls behind.
 */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';

interface FollowOptions extends Pick<ReadOptions, 'after' | 'categories'> {
  /** Ends it, between two batches. */
  readonly signal: AbortSignal;
  /** How often the end of the log is asked for while nothing comes, ms. */
  readonly pollMs: number;
}

/** Batches until the signal is aborted. Throws StoreUnavailable. */
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

/** Read anew each time: it changes while this waits. */
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
