/**
 * Makes the Merkle roots of the log again where checkpoints signed them. The link of a checkpoint covers every event before it, and bundles
 * rest on its roots: a checkpoint with a true link and a false root would prove events that the log never had.
 */
import type { StoredEvent } from '#libs/event-store/stored-events.ts';
import type { CheckpointFile } from '#libs/audit/checkpoint.ts';
import { MerkleTree } from '#libs/audit/merkle.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { leafFor, linkOf } from '#libs/audit/proof.ts';
import { StreamHeadTree } from '#libs/audit/stream-heads.ts';

interface Roots {
  readonly link: string;
  readonly root: string;
  readonly streams: number;
  /** Undefined where it is not made: it takes a reading of every stream of the log. */
  readonly streamsRoot: string | undefined;
}

/** Takes the events of a log one by one, in their order. */
export class HeldRoots {
  readonly #files: readonly CheckpointFile[];
  readonly #at = new Map<number, Roots>();
  readonly #tree = new MerkleTree();
  readonly #heads = new StreamHeadTree();
  /** Positions where the root over the streams is made too. */
  readonly #withStreams: ReadonlySet<number>;
  readonly #positions: ReadonlySet<number>;

  /** `streamsOf`: the checkpoints whose root over the streams is compared too. */
  constructor(files: readonly CheckpointFile[], streamsOf: readonly CheckpointFile[]) {
    this.#files = files;
    this.#positions = new Set(files.map(({ checkpoint }) => checkpoint.position));
    this.#withStreams = new Set(streamsOf.map(({ checkpoint }) => checkpoint.position));
  }

  /** `previous`: the last link before the event. */
  take(event: StoredEvent, previous: string): void {
    const proof = leafFor(previous, event);
    this.#tree.add(proof.leaf);
    this.#heads.take(event, proof);
    if (this.#positions.has(event.position))
      this.#at.set(event.position, this.#now(linkOf(previous, event), this.#withStreams.has(event.position)));
  }

  /** The roots of the whole log; it has at least one event. */
  get end(): { readonly root: string; readonly streams: number; readonly streamsRoot: string } {
    return { root: this.#tree.rootSoFar(), streams: this.#heads.count, streamsRoot: this.#heads.root() };
  }

  /** The link of the log at the position of a checkpoint. */
  linkAt(position: number): string | undefined {
    return this.#at.get(position)?.link;
  }

  /** The checkpoints with the link of the log and another root. */
  get misfits(): readonly Misfit[] {
    return this.#files.flatMap(({ name, checkpoint }): readonly Misfit[] => {
      const made = this.#at.get(checkpoint.position);
      if (made === undefined || made.link !== checkpoint.link || isRoots(checkpoint, made)) return [];
      return [{ kind: 'checkpoint', finding: { code: 'CHECKPOINT_ROOT_WRONG', data: { checkpoint: name } } }];
    });
  }

  #now(link: string, withStreams: boolean): Roots {
    const streamsRoot = withStreams ? this.#heads.root() : undefined;
    return { link, root: this.#tree.rootSoFar(), streams: this.#heads.count, streamsRoot };
  }
}

/** A checkpoint of the former format says nothing of the streams. */
function isRoots(checkpoint: CheckpointFile['checkpoint'], { root, streams, streamsRoot }: Roots): boolean {
  if (checkpoint.root !== root) return false;
  if (checkpoint.format === 'decompte-checkpoint-1') return true;
  return checkpoint.streams === streams && (streamsRoot === undefined || checkpoint.streamsRoot === streamsRoot);
}
