/**
 * The chain over the events of a log as they are read (chain.ts): the same events give the same chain in any stored form. It is used to
 * compare a log with the head of the log that it was carried over from.
 */
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

export class EventChain {
  #position = 0;
  #link = GENESIS;

  /** The position of the last event. */
  get position(): number {
    return this.#position;
  }

  get link(): string {
    return this.#link;
  }

  /** The next event. Gives the text that its link covers. */
  add(event: RecordedEvent, commit: Commit): string {
    const text = linkedText(JSON.stringify(event.stream), event.revision, event, commitText(commit));
    this.#link = linkAfter(this.#link, event.position, text);
    this.#position = event.position;
    return text;
  }
}

/** The commit read last: events of one commit are mostly adjacent. */
export class CommitsOf {
  readonly #log: Pick<EventStore, 'commit'>;
  #last: { readonly no: number; readonly commit: Commit } | undefined;

  constructor(log: Pick<EventStore, 'commit'>) {
    this.#log = log;
  }

  async get(no: number): Promise<Commit> {
    if (this.#last?.no !== no) this.#last = { no, commit: await this.#log.commit(no) };
    return this.#last.commit;
  }
}
