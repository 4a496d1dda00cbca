/** Signs where the log is, after it verified everything, also against the checkpoints that are there: it never signs a chain made again. */
import { type KeyObject, createPublicKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { type Checkpoint, checkpointsSoFar, signCheckpoint, writeCheckpoint } from '#libs/audit/checkpoint.ts';
import { MerkleTree } from '#libs/audit/merkle.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { leafFor } from '#libs/audit/proof.ts';
import { RecomputedUpTo } from '#libs/audit/recomputed.ts';
import { invalid } from '#libs/audit/refusals.ts';
import { verifyLog } from '#libs/audit/verify.ts';

interface Signing {
  readonly stored: StoredEvents;
  /** Folder of the checkpoints; made where it is not there. */
  readonly folder: string;
  readonly key: KeyObject;
  /** ISO 8601 instant. */
  readonly now: () => string;
  readonly progress?: (done: number, total: number) => void;
}

export type Signed =
  | {
      /** `there`: the log has not changed since this checkpoint was signed. */
      readonly status: 'signed' | 'there';
      readonly checkpoint: Checkpoint;
      readonly path: string;
      /** Position up to which statements were recomputed from the log; 0 where they never were. */
      readonly recomputed: number;
    }
  /** Nothing is signed. `events`: those before the first that does not fit. */
  | { readonly status: 'misfits'; readonly misfits: readonly Misfit[]; readonly events: number };

/** Throws LOG_EMPTY; KEY_UNREADABLE and the like for a checkpoint that cannot be read. */
export async function signLatest({ stored, folder, key, now, progress }: Signing): Promise<Signed> {
  const checkpoints = checkpointsSoFar(folder);
  const tree = new MerkleTree();
  const upTo = new RecomputedUpTo();
  const { misfits, events, link } = await verifyLog(stored, {
    checkpoints,
    publicKeys: [createPublicKey(key)],
    otherKeys: true,
    each: (event, previous) => {
      tree.add(leafFor(previous, event).leaf);
      upTo.take(event);
    },
    ...(progress && { progress }),
  });
  if (misfits.length > 0) return { status: 'misfits', misfits, events };
  if (events === 0) throw invalid('LOG_EMPTY', {});
  const recomputed = upTo.position;
  // One of the same position with another link was signed of the log that this one was carried over from.
  const there = checkpoints.find(({ checkpoint }) => checkpoint.position === events && checkpoint.link === link);
  if (there !== undefined) return { status: 'there', checkpoint: there.checkpoint, path: there.name, recomputed };
  mkdirSync(folder, { recursive: true });
  const checkpoint = signCheckpoint({ position: events, link, root: tree.root(), time: now() }, key);
  return { status: 'signed', checkpoint, path: writeCheckpoint(folder, checkpoint), recomputed };
}

/** Refuses a key in the folder of the log: write access to the log must not include the key. Throws KEY_INSIDE_STORE. */
export function requireOutsideStore(path: string, logPath: string): void {
  const way = relative(resolve(dirname(logPath)), resolve(path));
  if (!way.startsWith('..')) throw invalid('KEY_INSIDE_STORE', { path });
}
