/** The regulation in force, for Nest providers; a new log publishes the shipped version. */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { regulationInForce } from '#libs/regulation/publication/shipped-version.ts';
import type { PublishedRegulation } from '#libs/regulation/publication/state.ts';

export class RegulationInForce {
  readonly #log: EventStore;
  readonly #firstCommit: () => Commit;

  /** `firstCommit`: the commit for the first version of a new log. */
  constructor(log: EventStore, firstCommit: () => Commit) {
    this.#log = log;
    this.#firstCommit = firstCommit;
  }

  /** `firstCommit`: of a command that may be the first of a new log. Throws FAULTY_REGULATION if the shipped version has a fault. */
  current(firstCommit: Commit = this.#firstCommit()): Promise<PublishedRegulation> {
    return regulationInForce(this.#log, firstCommit);
  }
}
