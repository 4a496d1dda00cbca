/** Up to which position statements were recomputed from the log, as its events say. */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** The beginning of the text of an event of that stream (libs/statements/recomputation). */
const STREAM = '"recomputation"\n';

export class RecomputedUpTo {
  #position = 0;

  /** 0 where none was recorded. */
  get position(): number {
    return this.#position;
  }

  /** Events in the order of the log. Of one that another program wrote, a position that is none counts as 0. */
  take({ text }: Pick<StoredEvent, 'text'>): void {
    if (!text.startsWith(STREAM)) return;
    const [, position = '0'] = /\n\{"position":(\d+),[^\n]*$/.exec(text) ?? [];
    this.#position = Number(position);
  }
}
