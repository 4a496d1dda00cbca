/**
 * A Merkle tree over the streams of the log, in the order in which they began: each leaf holds the last revision of its stream. Its root is
 * signed with a checkpoint, so that a bundle of one stream proves that nothing of it is left out.
 *
 *     streamLeaf = SHA-256( byte 3, secret ⏎ stream (JSON) ⏎ last revision )
 *
 * The secret is the nonce of the stream's last event, or its leaf where the event is sealed: a reader who sees the leaf of another stream
 * beside a path cannot test guesses of its name.
 */
import { hash } from 'node:crypto';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import { ChangingTree, Hashes } from '#libs/audit/changing-tree.ts';
import { type MerklePath, MerkleTree } from '#libs/audit/merkle.ts';

const STREAM = '\u0003';

function streamLeafOf(secret: string, streamText: string, revision: number): string {
  return hash('sha256', `${STREAM}${secret}\n${streamText}\n${revision}`, 'hex');
}

/** Proves that a revision is the last of its stream, as of a checkpoint. */
export interface StreamHeadProof {
  readonly stream: string;
  readonly revision: number;
  readonly secret: string;
  /** Ordinal among the streams, from 1, and the hashes beside its path to the root. */
  readonly ordinal: number;
  readonly path: MerklePath;
}

/** Takes the events of a log one by one, in their order. */
export class StreamHeadTree {
  readonly #ordinals = new Map<string, number>();
  /** By their ordinals. */
  readonly #streams: string[] = [];
  #revisions = new Int32Array(1_024);
  readonly #secrets = new Hashes();
  /** Of the last root, and the streams of its leaves that have another last event since. */
  readonly #tree = new ChangingTree();
  readonly #changed = new Set<number>();

  get count(): number {
    return this.#ordinals.size;
  }

  /** Gives the stream of the event, as JSON. */
  take(
    event: Pick<StoredEvent, 'text' | 'sealed'>,
    { nonce, leaf }: { readonly nonce: string; readonly leaf: string },
  ): string {
    const { stream, revision } = event.sealed ?? placeIn(event.text);
    let ordinal = this.#ordinals.get(stream);
    if (ordinal === undefined) {
      ordinal = this.#ordinals.size;
      this.#ordinals.set(stream, ordinal);
      this.#streams.push(stream);
      if (ordinal >= this.#revisions.length) this.#grow();
    }
    this.#revisions[ordinal] = revision;
    this.#secrets.set(ordinal, nonce === '' ? leaf : nonce);
    if (ordinal < this.#tree.size) this.#changed.add(ordinal);
    return stream;
  }

  /** Made from what changed since the last time. Needs at least one stream. */
  root(): string {
    const root = this.#tree.rootWith(this.#changedLeaves());
    this.#changed.clear();
    return root;
  }

  *#changedLeaves(): Iterable<readonly [ordinal: number, leaf: string]> {
    for (const ordinal of [...this.#changed].sort((a, b) => a - b)) yield [ordinal, this.#leafOf(ordinal)];
    for (let ordinal = this.#tree.size; ordinal < this.count; ordinal++) yield [ordinal, this.#leafOf(ordinal)];
  }

  /** The proofs of these streams (as JSON) that the log has, in the order of the log. Needs at least one stream. */
  headsOf(streams: ReadonlySet<string>): { readonly heads: readonly StreamHeadProof[]; readonly root: string } {
    const tree = new MerkleTree();
    const heads: StreamHeadProof[] = [];
    for (const [ordinal, text] of this.#streams.entries()) {
      const isWanted = streams.has(text);
      const path = tree.add(this.#leafOf(ordinal), isWanted);
      if (isWanted)
        heads.push({
          stream: JSON.parse(text) as string,
          revision: this.#revisions[ordinal] ?? 0,
          secret: this.#secrets.at(ordinal),
          ordinal: ordinal + 1,
          path,
        });
    }
    return { heads, root: tree.root() };
  }

  #leafOf(ordinal: number): string {
    return streamLeafOf(this.#secrets.at(ordinal), this.#streams[ordinal] ?? '', this.#revisions[ordinal] ?? 0);
  }

  #grow(): void {
    const revisions = new Int32Array(this.#revisions.length * 2);
    revisions.set(this.#revisions);
    this.#revisions = revisions;
  }
}

/** The stream and revision of an event, from its text (linkedText). */
function placeIn(text: string): { readonly stream: string; readonly revision: number } {
  const end = text.indexOf('\n');
  return { stream: text.slice(0, end), revision: Number(text.slice(end + 1, text.indexOf('\n', end + 1))) };
}
