/**
 * The feed as server-sent events. The id of each event begins with its position, so that a disconnected client continues after its last one
 * (`Last-Event-ID`). There is no field `event`: a client that listens to messages gets every type, also new ones. We do not use Nest's @Sse
 * because it takes an Observable, which buffers without bound when a client is slow.
 */
import { Readable } from 'node:stream';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import type { Feed } from '#libs/feed/feed.ts';
import type { FeedFilter } from '#libs/feed/filter.ts';
import type { Bell } from '#apps/api/feed/bell.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Events read ahead and bytes buffered per client: a slow client delays only its own stream. */
const READ_AHEAD = 20;
const BUFFER_BYTES = 16_384;
/** Time for a stream to end, for a client that does not read. */
const LINGER_MS = 2_000;
/** Begins every stream: after how long a client comes back, ms. */
export const RECONNECT = 'retry: 1000\n\n';

export interface StreamLimits {
  readonly streams: number;
  /** Maximum streams of one caller. */
  readonly streamsOfOne: number;
  readonly heartbeatMs: number;
  /** Maximum duration of a stream. It also ends with its token; the client reconnects with a valid token. */
  readonly maxAgeMs: number;
}

const LIMITS: StreamLimits = { streams: 200, streamsOfOne: 10, heartbeatMs: 15_000, maxAgeMs: 15 * 60_000 };

interface StreamCaller {
  /** The caller, whose number of streams is limited. */
  readonly subject: string;
  /** Expiry of its token, ms since 1970. */
  readonly untilMs: number;
}

interface StreamRequest extends StreamCaller {
  readonly after: number;
  readonly filter: FeedFilter;
}

/** Gives the texts of a stream one by one, until the signal aborts. */
type Texts = (signal: AbortSignal) => AsyncGenerator<string>;

/** The open streams of one kind: limited in number, ended together. */
export class EventStreams {
  readonly limits: StreamLimits;
  readonly #open = new Map<Readable, { readonly subject: string; readonly stop: AbortController }>();
  readonly #onCount: (open: number) => void;
  #closed = false;

  /** `onCount` is called with the number of open streams at each change. */
  constructor(onCount: (open: number) => void, limits = LIMITS) {
    this.#onCount = onCount;
    this.limits = limits;
  }

  /** Throws Problem when there are too many. */
  open({ subject, untilMs }: StreamCaller, texts: Texts): Readable {
    this.#refuseTooMany(subject);
    const stop = new AbortController();
    const stream = new TextStream(texts(stop.signal), stop);
    this.#open.set(stream, { subject, stop });
    this.#onCount(this.#open.size);
    const ageMs = Math.max(0, Math.min(untilMs - Date.now(), this.limits.maxAgeMs));
    const age = setTimeout(() => {
      end(stream, stop);
    }, ageMs);
    stream.once('close', () => {
      clearTimeout(age);
      this.#open.delete(stream);
      this.#onCount(this.#open.size);
    });
    return stream;
  }

  /** Ends every stream after its current event, and opens no other. */
  close(): void {
    this.#closed = true;
    for (const [stream, { stop }] of this.#open) end(stream, stop);
  }

  #refuseTooMany(subject: string): void {
    const own = [...this.#open.values()].filter((stream) => stream.subject === subject).length;
    if (own >= this.limits.streamsOfOne)
      throw new Problem(429, 'too-many-requests', `vous avez déjà ${own} flux ouverts ; fermez-en un`, {
        headers: { 'retry-after': '5' },
      });
    if (this.#closed || this.#open.size >= this.limits.streams)
      throw new Problem(503, 'unavailable', 'aucun autre flux ne peut être ouvert ; réessayez, ou lisez par pages', {
        headers: { 'retry-after': '5' },
      });
  }
}

/** The streams of the feed. */
export class FeedStreams {
  readonly #feed: Feed;
  readonly #bell: Bell;
  readonly #streams: EventStreams;

  /** `onCount` is called with the number of open streams at each change. */
  constructor(feed: Feed, bell: Bell, onCount: (open: number) => void, limits = LIMITS) {
    this.#feed = feed;
    this.#bell = bell;
    this.#streams = new EventStreams(onCount, limits);
  }

  /** Throws Problem when there are too many. */
  open({ after, filter, ...caller }: StreamRequest): Readable {
    return this.#streams.open(caller, (signal) => this.#texts(after, filter, signal));
  }

  /** Ends every stream after its current event, and opens no other. */
  close(): void {
    this.#streams.close();
  }

  async *#texts(after: number, filter: FeedFilter, signal: AbortSignal): AsyncGenerator<string> {
    const stopped = (): boolean => signal.aborted;
    let cursor = after;
    yield RECONNECT;
    while (!stopped()) {
      const page = await this.#feed.read({ after: cursor, limit: READ_AHEAD, filter });
      for (const event of page.events) {
        if (stopped()) return;
        yield eventText(event);
      }
      cursor = page.cursor;
      if (cursor < page.end) continue;
      await this.#bell.passed(cursor, this.#streams.limits.heartbeatMs, signal);
      // An id without data is not an event, but the client keeps it: after a reconnection it does not read skipped events again.
      if ((await this.#feed.end()) === cursor) yield `: en attente\nid: ${cursor}-${page.epoch}\n\n`;
    }
  }
}

/** Reads a text only when there is room for it. Detects a disconnected client at once, also without events. */
class TextStream extends Readable {
  readonly #texts: AsyncIterator<string>;
  readonly #stop: AbortController;

  constructor(texts: AsyncIterator<string>, stop: AbortController) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#texts = texts;
    this.#stop = stop;
  }

  override _read(): void {
    this.#texts.next().then(
      ({ done, value }) => {
        this.push(done === true ? null : value);
      },
      (error: unknown) => {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stop.abort();
    callback(error);
  }
}

function end(stream: Readable, stop: AbortController): void {
  stop.abort();
  setTimeout(() => stream.destroy(), LINGER_MS).unref();
}

function eventText(event: CloudEvent): string {
  return `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
}
