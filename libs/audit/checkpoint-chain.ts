/** Checkpoints name the one before: one that was removed, or that took the place of another, leaves a gap. */
import { type CheckpointFile, checkpointDigest, sequenceOf } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';

/** A checkpoint that the log says was signed (checkpoint-events.ts). */
export interface RecordedCheckpoint {
  readonly position: number;
  readonly digest: string;
  /** Position of the event that says so. */
  readonly recordedAt: number;
}

/** What the checkpoints of a folder name and is not there; two that name the same one before; what the log says was signed and is not there. */
export function chainFaults(
  files: readonly CheckpointFile[],
  recorded: readonly RecordedCheckpoint[],
): readonly Misfit[] {
  const there = new Map(files.map((file) => [checkpointDigest(file.checkpoint), file]));
  const named = new Map<string, string>();
  const faults: Misfit[] = [];
  for (const { name, checkpoint } of files) {
    if (checkpoint.format !== 'decompte-checkpoint-2' || checkpoint.previous === null) continue;
    const { previous } = checkpoint;
    if (!there.has(previous))
      faults.push(
        fault({ code: 'CHECKPOINT_BEFORE_MISSING', data: { checkpoint: name, sequence: checkpoint.sequence - 1 } }),
      );
    const other = named.get(previous);
    if (other !== undefined) faults.push(fault({ code: 'CHECKPOINTS_FORKED', data: { checkpoint: name, other } }));
    named.set(previous, name);
  }
  // Those before the first one that is there, which names no other, are of another folder. An empty folder lacks them all.
  const from = files.length === 0 ? 0 : Math.min(...files.map(({ checkpoint }) => checkpoint.position));
  for (const { position, digest, recordedAt } of recorded)
    if (position > from && !there.has(digest) && !named.has(digest))
      faults.push(fault({ code: 'CHECKPOINT_GONE', data: { signedAt: position, recordedAt } }));
  return faults;
}

/** The one that the next checkpoint names: the last in the chain; undefined in an empty folder. */
export function lastInChain(files: readonly CheckpointFile[]): CheckpointFile | undefined {
  const named = new Set(
    files.flatMap(({ checkpoint }) =>
      checkpoint.format === 'decompte-checkpoint-2' && checkpoint.previous !== null ? [checkpoint.previous] : [],
    ),
  );
  const open = files.filter(({ checkpoint }) => !named.has(checkpointDigest(checkpoint)));
  return open.reduce<CheckpointFile | undefined>(
    (last, file) => (last === undefined || sequenceOf(file.checkpoint) >= sequenceOf(last.checkpoint) ? file : last),
    undefined,
  );
}

function fault(finding: Misfit['finding']): Misfit {
  return { kind: 'checkpoint', finding };
}
