/**
 * Walks the stored log from its first event and yields the events that fit, each linked to its predecessor. It stops at the first event
 * that does not fit and reports the fault.
 */
import { GENESIS } from '#libs/event-store/chain.ts';
import { type StoredEvent, type StoredEvents, StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { type Misfit, commitMisfits, howItMisfits } from '#libs/audit/misfit.ts';
import { fits, givesProof, isProvedByCommit, linkOf } from '#libs/audit/proof.ts';

/** How far to search for a moved event, or for the end of inserted or missing ones. */
const LOOK_AHEAD = 500;

export class ChainWalk {
  readonly #stored: StoredEvents;
  /** Position of the last event that fits, and the last link up to there. After a misfit: the last event that a link proves. */
  position = 0;
  link = GENESIS;
  misfit: Misfit | undefined;
  /** Position of the last link, and of the first event after it that only the next link proves. */
  #linked = 0;
  #unproved: number | undefined;

  constructor(stored: StoredEvents) {
    this.#stored = stored;
  }

  /** Batches of events that fit, in order; the link before an event is the last one up to its predecessor. */
  async *fitting(): AsyncIterable<readonly StoredEvent[]> {
    const batches = this.#stored.events()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await batches.next();
        if (next.done === true) return;
        const batch = next.value;
        const count = this.#count(batch);
        if (count > 0) yield count === batch.length ? batch : batch.slice(0, count);
        if (count < batch.length) {
          const ahead = await lookAhead(batch.slice(count), batches);
          this.misfit = this.#ofCommit(ahead[0]) ?? howItMisfits(this.link, this.position + 1, ahead);
          this.position = this.#linked;
          return;
        }
      }
    } catch (error) {
      if (!(error instanceof StoreUnreadable)) throw error;
      this.misfit = {
        kind: 'unreadable',
        position: this.position + 1,
        finding: { code: 'LOG_UNREADABLE_HERE', data: { cause: error.finding } },
      };
    } finally {
      await batches.return?.();
    }
  }

  /** For a last event of a commit that fits although the commit does not give its link. */
  #ofCommit(event: StoredEvent | undefined): Misfit | undefined {
    const end = this.position + 1;
    if (event?.linkAfter === undefined || event.fault !== undefined || event.position !== end) return undefined;
    const from = this.#unproved ?? (isProvedByCommit(event) ? end : undefined);
    return from === undefined || !givesProof(this.link, end, event) ? undefined : commitMisfits(from, end);
  }

  /** Number of events at the beginning of the batch that fit. */
  #count(batch: readonly StoredEvent[]): number {
    for (const [index, event] of batch.entries()) {
      if (!fits(this.link, this.position + 1, event)) return index;
      this.position = event.position;
      this.link = linkOf(this.link, event);
      if (isProvedByCommit(event)) this.#unproved ??= event.position;
      if (event.link === '') continue;
      this.#linked = event.position;
      this.#unproved = undefined;
    }
    return batch.length;
  }
}

async function lookAhead(first: readonly StoredEvent[], batches: AsyncIterator<readonly StoredEvent[]>) {
  const ahead = [...first];
  try {
    while (ahead.length < LOOK_AHEAD) {
      const next = await batches.next();
      if (next.done === true) break;
      ahead.push(...next.value);
    }
  } catch (error) {
    if (!(error instanceof StoreUnreadable)) throw error;
  }
  return ahead.slice(0, LOOK_AHEAD);
}
