/**
 * Shows that a bundle leaves nothing out of some streams: each is there from its first event, and either ends with its last one in the
 * bundle, which the checkpoint proves, or goes on with the next event, so that none is left out between.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import type { Checkpoint } from '#libs/audit/checkpoint.ts';
import { type StreamHeadProof, StreamHeadTree } from '#libs/audit/stream-heads.ts';

/** For the bundle of a payment. Of the communes it has those of the teams, and of the payment ledger what is about its payments. */
const WHOLE = /^"(?:(?:patient|team|statement|payee|debtor)-|national-(?!communes))/;

/** Takes the events of a log in their order. */
export class StreamEnds {
  readonly #tree = new StreamHeadTree();
  readonly #isOne: boolean;
  /** As JSON: of the bundle of one stream this one, of the bundle of a payment those with chosen events that do not go on yet. */
  readonly #open: Set<string>;

  /** `one`: the stream that is the bundle; undefined for the bundle of a payment. */
  constructor(one: string | undefined) {
    this.#isOne = one !== undefined;
    this.#open = new Set(one === undefined ? [] : [JSON.stringify(one)]);
  }

  /** Whether the bundle has the event: it is chosen, or shows how a stream goes on. */
  take(event: StoredEvent, proof: { readonly nonce: string; readonly leaf: string }, isChosen: boolean): boolean {
    const stream = this.#tree.take(event, proof);
    if (this.#isOne) return isChosen;
    if (!isChosen) return this.#open.delete(stream);
    if (WHOLE.test(stream)) this.#open.add(stream);
    return true;
  }

  /** Empty if the checkpoint was signed before checkpoints knew of streams; undefined if it signs others. */
  under(checkpoint: Checkpoint): readonly StreamHeadProof[] | undefined {
    if (checkpoint.format !== 'decompte-checkpoint-2') return [];
    const { heads, root } = this.#tree.headsOf(this.#open);
    return root === checkpoint.streamsRoot ? heads : undefined;
  }
}
