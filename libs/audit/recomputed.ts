/** The position up to which statements were recomputed from the log, according to its events. */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** The beginning of the text of an event of that stream (libs/statements/recomputation). */
const STREAM = '"recomputation"\n';

export class RecomputedUpTo {
  #position = 0;

  /** 0 if none was recorded. */
  get position(): number {
    return this.#position;
  }

  /** Takes events in the order of the log. An invalid position, written by another program, counts as 0. */
  take({ text }: Pick<StoredEvent, 'text'>): void {
    if (!text.startsWith(STREAM)) return;
    const [, position = '0'] = /\n\{"position":(\d+),[^\n]*$/.exec(text) ?? [];
    this.#position = Number(position);
  }
}
