/** The payment ledgers of all envelopes, kept folded: each event is read once, however often they are asked for. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Ledger, emptyLedger, evolveLedger } from '#libs/payments/ledger/ledger.ts';

const PREFIX = 'ledger-';

export class Ledgers {
  readonly #log: EventStore;
  readonly #states = new Map<string, Ledger>();
  #position = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(log: EventStore) {
    this.#log = log;
  }

  /**
   * By the name of the envelope, as the log has them now. They go on with the log: what is taken from them is taken at once, before
   * anything else is waited for.
   */
  async current(): Promise<ReadonlyMap<string, Ledger>> {
    const mine = this.#turn.then(() => this.#fold());
    // Who waits its turn need not know what became of the one before.
    this.#turn = mine.catch(() => undefined);
    await mine;
    return this.#states;
  }

  async #fold(): Promise<void> {
    const end = await this.#log.end();
    for await (const batch of this.#log.read({ after: this.#position, upTo: end, categories: ['ledger'] }))
      for (const event of batch) {
        const name = event.stream.slice(PREFIX.length);
        this.#states.set(name, evolveLedger(this.#states.get(name) ?? emptyLedger(name), event));
        this.#position = event.position;
      }
    this.#position = end;
  }
}
