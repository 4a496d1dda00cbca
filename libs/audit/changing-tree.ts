/**
 * A Merkle tree as in merkle.ts whose leaves change. It keeps every node, 64 bytes for each leaf, so that its root is made again from what
 * has changed alone: of a few leaves among a million, some twenty nodes each.
 */
import { nodeOf } from '#libs/audit/merkle.ts';

const HASH_BYTES = 32;

/** SHA-256 hashes by their ordinals, from 0. */
export class Hashes {
  #bytes = Buffer.alloc(16 * HASH_BYTES);

  at(ordinal: number): string {
    return this.#bytes.toString('hex', ordinal * HASH_BYTES, (ordinal + 1) * HASH_BYTES);
  }

  set(ordinal: number, hash: string): void {
    const end = (ordinal + 1) * HASH_BYTES;
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(end, 2 * this.#bytes.length));
    this.#bytes.write(hash, end - HASH_BYTES, 'hex');
  }
}

export class ChangingTree {
  readonly #node: typeof nodeOf;
  /** From the leaves up; a node without a sibling is the same one level up, as the largest power of two on the left demands. */
  readonly #levels: Hashes[] = [];
  #size = 0;

  constructor(node = nodeOf) {
    this.#node = node;
  }

  /** The number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** The root with these leaves, by their ordinals in order, instead of the former ones or after them. Needs at least one leaf. */
  rootWith(leaves: Iterable<readonly [ordinal: number, leaf: string]>): string {
    const own: number[] = [];
    for (const [ordinal, leaf] of leaves) {
      this.#level(0).set(ordinal, leaf);
      own.push(ordinal);
    }
    this.#size = Math.max(this.#size, (own.at(-1) ?? -1) + 1);
    let changed: readonly number[] = own;
    let level = 0;
    for (let width = this.#size; width > 1; width = Math.ceil(width / 2), level++)
      changed = this.#above(level, width, changed);
    return this.#level(level).at(0);
  }

  /** Makes the nodes above the changed ones of a level, and gives their ordinals. */
  #above(level: number, width: number, changed: readonly number[]): readonly number[] {
    const [own, next] = [this.#level(level), this.#level(level + 1)];
    const above: number[] = [];
    for (const ordinal of changed) {
      const parent = Math.floor(ordinal / 2);
      if (above.at(-1) === parent) continue;
      above.push(parent);
      const [left, right] = [2 * parent, 2 * parent + 1];
      next.set(parent, right < width ? this.#node(own.at(left), own.at(right)) : own.at(left));
    }
    return above;
  }

  #level(level: number): Hashes {
    return (this.#levels[level] ??= new Hashes());
  }
}
