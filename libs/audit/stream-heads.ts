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

const SECRET_BYTES = 32;

/** Takes the events of a log one by one, in their order. */
export class StreamHeadTree {
  readonly #ordinals = new Map<string, number>();
  #revisions = new Int32Array(1_024);
  #secrets = new Uint8Array(1_024 * SECRET_BYTES);

  get count(): number {
    return this.#ordinals.size;
  }

  take(
    event: Pick<StoredEvent, 'text' | 'sealed'>,
    { nonce, leaf }: { readonly nonce: string; readonly leaf: string },
  ): void {
    const { stream, revision } = event.sealed ?? placeIn(event.text);
    let ordinal = this.#ordinals.get(stream);
    if (ordinal === undefined) {
      ordinal = this.#ordinals.size;
      this.#ordinals.set(stream, ordinal);
      if (ordinal >= this.#revisions.length) this.#grow();
    }
    this.#revisions[ordinal] = revision;
    this.#secrets.set(Buffer.from(nonce === '' ? leaf : nonce, 'hex'), ordinal * SECRET_BYTES);
  }

  /** Needs at least one stream. */
  root(): string {
    return this.#tree().root();
  }

  /** Undefined if the log has no such stream. */
  headOf(stream: string): { readonly head: StreamHeadProof; readonly root: string } | undefined {
    const text = JSON.stringify(stream);
    const ordinal = this.#ordinals.get(text);
    if (ordinal === undefined) return undefined;
    const traced: { path: MerklePath } = { path: [] };
    const root = this.#tree(ordinal, traced).root();
    const revision = this.#revisions[ordinal] ?? 0;
    return {
      head: { stream, revision, secret: this.#secretOf(ordinal), ordinal: ordinal + 1, path: traced.path },
      root,
    };
  }

  #tree(traced = -1, into: { path: MerklePath } = { path: [] }): MerkleTree {
    const tree = new MerkleTree();
    for (const [stream, ordinal] of this.#ordinals) {
      const leaf = streamLeafOf(this.#secretOf(ordinal), stream, this.#revisions[ordinal] ?? 0);
      const path = tree.add(leaf, ordinal === traced);
      if (ordinal === traced) into.path = path;
    }
    return tree;
  }

  #secretOf(ordinal: number): string {
    return Buffer.from(this.#secrets.subarray(ordinal * SECRET_BYTES, (ordinal + 1) * SECRET_BYTES)).toString('hex');
  }

  #grow(): void {
    const [revisions, secrets] = [new Int32Array(this.#revisions.length * 2), new Uint8Array(this.#secrets.length * 2)];
    revisions.set(this.#revisions);
    secrets.set(this.#secrets);
    [this.#revisions, this.#secrets] = [revisions, secrets];
  }
}

/** The stream and revision of an event, from its text (linkedText). */
function placeIn(text: string): { readonly stream: string; readonly revision: number } {
  const end = text.indexOf('\n');
  return { stream: text.slice(0, end), revision: Number(text.slice(end + 1, text.indexOf('\n', end + 1))) };
}
