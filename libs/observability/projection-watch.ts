/**
 * The lag of projections, cheap enough for frequent callers: computed at most once a second, with a full count of the log for at
 * most a twentieth of the time.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { NotServed, type ReadStore } from '#libs/read-store/read-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Lag } from '#libs/observability/metrics.ts';

export interface ProjectionLag extends Lag {
  /** It is past the end of the log but has processed fewer events than are stored. */
  readonly unsound: boolean;
}

interface WatchSettings {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection<unknown>[];
  /** ms since 1970. */
  readonly now: () => number;
}

interface Counted {
  /** Position at the time of the count. */
  readonly end: number;
  readonly stored: number;
  /** Earliest time of the next count, ms since 1970. */
  readonly againMs: number;
}

const FRESH_MS = 1_000;
/** The pause after a count is this many times its duration. */
const REST = 20;
/** Events read together to find the oldest one of a projection, and the number of such reads per look. */
const WINDOW = 1_000;
const WINDOWS = 20;

export class ProjectionWatch {
  readonly #settings: WatchSettings;
  readonly #counted = new Map<string, Counted>();
  /** Position up to which no event after the checkpoint belongs to the projection. */
  readonly #passedOver = new Map<string, number>();
  #last: { readonly atMs: number; readonly lags: Promise<readonly ProjectionLag[]> } | undefined;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
  }

  /** The lag of at most a second ago. Rejects on an unreadable store. */
  lags(): Promise<readonly ProjectionLag[]> {
    const now = this.#settings.now();
    if (this.#last !== undefined && now - this.#last.atMs < FRESH_MS) return this.#last.lags;
    const lags = this.#look();
    this.#last = { atMs: now, lags };
    return lags;
  }

  async #look(): Promise<readonly ProjectionLag[]> {
    const lags: ProjectionLag[] = [];
    for (const projection of this.#settings.projections) lags.push(await this.#lagOf(projection));
    return lags;
  }

  async #lagOf(projection: Projection<unknown>): Promise<ProjectionLag> {
    const { log } = this.#settings;
    const { position, processed } = await this.#checkpoint(projection);
    const end = await log.end();
    const counted = await this.#count(projection);
    const current = counted.end === end ? counted : undefined;
    // An older count is no evidence; then the remaining positions bound the lag.
    const events = Math.max(0, current === undefined ? end - position : current.stored - processed);
    return {
      name: projection.name,
      events,
      seconds: events === 0 ? 0 : await this.#oldest(projection, position, end),
      unsound: current !== undefined && position >= current.end && processed !== current.stored,
    };
  }

  async #checkpoint(projection: Projection<unknown>): Promise<{ position: number; processed: number }> {
    try {
      const { log, readStore } = this.#settings;
      return (await readStore.serving(projection, log)).checkpoint;
    } catch (error) {
      if (!(error instanceof NotServed)) throw error;
      return { position: 0, processed: 0 };
    }
  }

  async #count({ name, categories }: Projection<unknown>): Promise<Counted> {
    const { log, now } = this.#settings;
    const [known, end] = [this.#counted.get(name), await log.end()];
    if (known !== undefined && (known.end === end || now() < known.againMs)) return known;
    const start = performance.now();
    const stored = await log.count(categories);
    const tookMs = performance.now() - start;
    // Discards the count: an append during it may be counted or not.
    const same = (await log.end()) === end;
    const counted = { end: same ? end : -1, stored, againMs: now() + REST * tookMs };
    this.#counted.set(name, counted);
    return counted;
  }

  /**
   * Age of the first event of the projection after its checkpoint, s; 0 if there is none or it is not found yet. The next look
   * continues after the positions already read.
   */
  async #oldest({ name, categories }: Projection<unknown>, checkpoint: number, end: number): Promise<number> {
    const { log, now } = this.#settings;
    let after = Math.max(checkpoint, this.#passedOver.get(name) ?? 0);
    for (let window = 0; window < WINDOWS && after < end; window++) {
      const upTo = Math.min(end, after + WINDOW);
      for await (const [event] of log.read({ after, upTo, categories })) {
        if (event === undefined) continue;
        this.#passedOver.set(name, event.position - 1);
        const { recordedAt } = await log.commit(event.commit);
        return Math.max(0, (now() - Date.parse(recordedAt)) / 1_000);
      }
      after = upTo;
      this.#passedOver.set(name, after);
    }
    return 0;
  }
}
