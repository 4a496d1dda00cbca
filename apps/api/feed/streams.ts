/**
 * The feed as server-sent events. Each event bears its position as its id, so that a client cut off anywhere goes on after the last
 * it had (`Last-Event-ID`). No field `event`: a client that listens to messages gets every type, also one added later.
 */
import { Readable } from 'node:stream';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import type { Feed, FeedFilter } from '#libs/feed/feed.ts';
import type { Bell } from '#apps/api/feed/bell.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Events read ahead of a client, and bytes that wait for it: a slow one holds back its own stream and costs no more. */
const READ_AHEAD = 20;
const BUFFER_BYTES = 16_384;
const MAX_STREAMS = 200;
const MAX_STREAMS_OF_ONE = 10;
const HEARTBEAT_MS = 15_000;
/** A stream ends after this long and its client comes back: with a token that is still good, or not at all. */
const MAX_AGE_MS = 15 * 60_000;
/** What a stream that is to end may still take, for a client that does not read. */
const LINGER_MS = 2_000;
const RECONNECT_MS = 1_000;

export interface StreamRequest {
  readonly after: number;
  readonly filter: FeedFilter;
  /** Who reads, of whom there may be only so many streams. */
  readonly subject: string;
}

/** The streams that are open: bounded in number, ended together. */
export class FeedStreams {
  readonly #feed: Feed;
  readonly #bell: Bell;
  readonly #open = new Map<Readable, { readonly subject: string; readonly stop: AbortController }>();
  readonly #onCount: (open: number) => void;
  #closed = false;

  /** `onCount` is told how many are open whenever that changes. */
  constructor(feed: Feed, bell: Bell, onCount: (open: number) => void = () => undefined) {
    this.#feed = feed;
    this.#bell = bell;
    this.#onCount = onCount;
  }

  /** Throws Problem where there are too many. */
  open({ after, filter, subject }: StreamRequest): Readable {
    this.#refuseTooMany(subject);
    const stop = new AbortController();
    const stream = Readable.from(this.#texts(after, filter, stop.signal), {
      objectMode: false,
      highWaterMark: BUFFER_BYTES,
    });
    this.#open.set(stream, { subject, stop });
    this.#onCount(this.#open.size);
    const age = setTimeout(() => {
      end(stream, stop);
    }, MAX_AGE_MS);
    stream.once('close', () => {
      clearTimeout(age);
      stop.abort();
      this.#open.delete(stream);
      this.#onCount(this.#open.size);
    });
    return stream;
  }

  /** Ends every stream after the event it is writing, and opens none any more. */
  close(): void {
    this.#closed = true;
    for (const [stream, { stop }] of this.#open) end(stream, stop);
  }

  #refuseTooMany(subject: string): void {
    const own = [...this.#open.values()].filter((stream) => stream.subject === subject).length;
    if (own >= MAX_STREAMS_OF_ONE)
      throw new Problem(429, 'too-many-requests', `vous avez déjà ${own} flux ouverts ; fermez-en un`, {
        headers: { 'retry-after': '5' },
      });
    if (this.#closed || this.#open.size >= MAX_STREAMS)
      throw new Problem(503, 'unavailable', 'aucun autre flux ne peut être ouvert ; réessayez, ou lisez par pages', {
        headers: { 'retry-after': '5' },
      });
  }

  async *#texts(after: number, filter: FeedFilter, signal: AbortSignal): AsyncGenerator<string> {
    const stopped = (): boolean => signal.aborted;
    let cursor = after;
    yield `retry: ${RECONNECT_MS}\n\n`;
    while (!stopped()) {
      const page = await this.#feed.read({ after: cursor, limit: READ_AHEAD, filter });
      for (const event of page.events) {
        if (stopped()) return;
        yield eventText(event);
      }
      cursor = page.cursor;
      if (cursor < page.end) continue;
      await this.#bell.passed(cursor, HEARTBEAT_MS, signal);
      // An id alone is no event, and is remembered: a client that comes back does not look again at what was not for it.
      if ((await this.#feed.end()) === cursor) yield `: ${HEARTBEAT_MS / 1_000} s\nid: ${cursor}\n\n`;
    }
  }
}

function end(stream: Readable, stop: AbortController): void {
  stop.abort();
  setTimeout(() => stream.destroy(), LINGER_MS).unref();
}

export function eventText(event: CloudEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
}
