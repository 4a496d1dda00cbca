/** Reads each event of some categories once, for what is kept of them in memory. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

interface Asked<Field extends EventField> {
  readonly categories: readonly string[];
  readonly fields: readonly Field[];
}

export class EventsSince<Field extends EventField> {
  readonly #log: Pick<EventStore, 'read' | 'end'>;
  readonly #asked: Asked<Field>;
  #position = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(log: Pick<EventStore, 'read' | 'end'>, asked: Asked<Field>) {
    this.#log = log;
    this.#asked = asked;
  }

  /**
   * Takes the events recorded since the last call, in their order. Calls read one after the other. After a failure, the next call takes
   * the same events again: `take` gives the same for an event that it has had.
   */
  async each(take: (event: Pick<RecordedEvent, Field>) => void | Promise<void>): Promise<void> {
    const turn = this.#reading.then(() => this.#read(take));
    this.#reading = turn.catch(() => undefined);
    await turn;
  }

  async #read(take: (event: Pick<RecordedEvent, Field>) => void | Promise<void>): Promise<void> {
    const end = await this.#log.end();
    if (end <= this.#position) return;
    for await (const batch of this.#log.read({ ...this.#asked, after: this.#position, upTo: end }))
      for (const event of batch) {
        const taken = take(event);
        if (taken !== undefined) await taken;
      }
    this.#position = end;
  }
}
