/**
 * Proofs that the log of a checkpoint is the beginning of the log of a later one (RFC 6962, 2.1.2): anyone who has the first can trust the
 * second without the log. apps/audit-verifier/verify.mjs verifies them.
 */
import { GENESIS } from '#libs/event-store/chain.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { ChainWalk } from '#libs/audit/chain-walk.ts';
import { lastInChain } from '#libs/audit/checkpoint-chain.ts';
import { type Checkpoint, type CheckpointFile } from '#libs/audit/checkpoint.ts';
import { ConsistencyPath, type MerklePath, MerkleTree } from '#libs/audit/merkle.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { leafFor, linkOf } from '#libs/audit/proof.ts';
import { invalid } from '#libs/audit/refusals.ts';

const FORMAT = 'decompte-consistency-1';

interface ConsistencyProof {
  readonly format: typeof FORMAT;
  readonly from: Checkpoint;
  readonly to: Checkpoint;
  readonly path: MerklePath;
}

interface ConsistencyRequest {
  readonly stored: StoredEvents;
  readonly from: Checkpoint;
  readonly to: Checkpoint;
  readonly progress?: (done: number, total: number) => void;
}

type Consistency =
  | { readonly status: 'proved'; readonly proof: ConsistencyProof }
  | { readonly status: 'misfit'; readonly misfit: Misfit };

/** The checkpoint of a folder at a position, or the newest one. Throws NO_CHECKPOINT_AT. */
export function checkpointAt(files: readonly CheckpointFile[], position: number | undefined): Checkpoint {
  return checkpointFileAt(files, position).checkpoint;
}

/** The same, with its name. */
export function checkpointFileAt(files: readonly CheckpointFile[], position: number | undefined): CheckpointFile {
  const found =
    position === undefined ? lastInChain(files) : files.findLast(({ checkpoint }) => checkpoint.position === position);
  if (found === undefined) throw invalid('NO_CHECKPOINT_AT', { position: position ?? 0 });
  return found;
}

/** Throws CHECKPOINTS_OUT_OF_ORDER. Gives a misfit if the log differs from the signed one. */
export async function proveConsistency({ stored, from, to, progress }: ConsistencyRequest): Promise<Consistency> {
  if (from.position > to.position) throw invalid('CHECKPOINTS_OUT_OF_ORDER', { from: from.position, to: to.position });
  const path = new ConsistencyPath(from.position, to.position);
  const trees = [from, to].map((checkpoint) => ({ checkpoint, tree: new MerkleTree() }));
  const walk = new ChainWalk(stored);
  let previous = GENESIS;
  for await (const batch of walk.fitting()) {
    for (const event of batch) {
      if (event.position > to.position) break;
      const { leaf } = leafFor(previous, event);
      previous = linkOf(previous, event);
      path.add(leaf);
      for (const { checkpoint, tree } of trees) if (event.position <= checkpoint.position) tree.add(leaf);
    }
    progress?.(Math.min(walk.position, to.position), to.position);
    if (walk.position >= to.position) break;
  }
  const misfit = walk.position < to.position ? (walk.misfit ?? cutOff(walk.position, to)) : otherRoot(trees);
  if (misfit !== undefined) return { status: 'misfit', misfit };
  return { status: 'proved', proof: { format: FORMAT, from, to, path: path.path() } };
}

function cutOff(end: number, { position: signedAt }: Checkpoint): Misfit {
  return {
    kind: 'cut-off',
    position: end + 1,
    finding: { code: 'LOG_ENDS_BEFORE_CHECKPOINT', data: { end, signedAt } },
  };
}

function otherRoot(
  trees: readonly { readonly checkpoint: Checkpoint; readonly tree: MerkleTree }[],
): Misfit | undefined {
  const other = trees.find(({ checkpoint, tree }) => tree.root() !== checkpoint.root);
  if (other === undefined) return undefined;
  return { kind: 'remade', position: other.checkpoint.position, finding: { code: 'ROOT_NOT_SIGNED', data: {} } };
}
