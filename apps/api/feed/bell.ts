/** Wakes the streams that wait at the end of the log when it grows: one poll for all of them. */
import type { EventStore } from '#libs/event-store/event-store.ts';

const LOOK_EVERY_MS = 100;

export class Bell {
  readonly #log: Pick<EventStore, 'end'>;
  readonly #waiting = new Set<{ readonly after: number; readonly wake: () => void }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(log: Pick<EventStore, 'end'>) {
    this.#log = log;
  }

  /** Resolves when the log passes a position, when the time is over or when the signal aborts. */
  passed(after: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = { after, wake };
      const timeout = setTimeout(wake, timeoutMs);
      const waiting = this.#waiting;
      function wake(): void {
        clearTimeout(timeout);
        signal.removeEventListener('abort', wake);
        waiting.delete(waiter);
        resolve();
      }
      signal.addEventListener('abort', wake);
      waiting.add(waiter);
      this.#look();
    });
  }

  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#ring();
    }, LOOK_EVERY_MS);
  }

  async #ring(): Promise<void> {
    try {
      const end = await this.#log.end();
      for (const { after, wake } of this.#waiting) if (end > after) wake();
    } catch {
      // If the log fails, wakes the waiting streams: they read it themselves and report the error.
      for (const { wake } of this.#waiting) wake();
    }
    if (this.#waiting.size > 0) this.#look();
  }
}
