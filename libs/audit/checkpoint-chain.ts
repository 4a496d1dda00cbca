/** Each checkpoint names its predecessor, so that a removed or replaced checkpoint leaves a gap. */
import { type CheckpointFile, checkpointDigest, sequenceOf } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';

/** A checkpoint that the log records as signed (checkpoint-events.ts). */
export interface RecordedCheckpoint {
  readonly position: number;
  readonly sequence: number;
  readonly digest: string;
  /** Position of the event that records it. */
  readonly recordedAt: number;
}

/** A checkpoint that was signed and is not in the folder. */
export interface MissingCheckpoint {
  readonly sequence: number;
  /** 0 if only its successor names it. */
  readonly position: number;
  /** checkpointDigest. */
  readonly digest: string;
}

interface Missing extends MissingCheckpoint {
  /** The file that names it; undefined if only the log does. */
  readonly namedBy: string | undefined;
  /** Position of the event that records its signature; undefined if there is none. */
  readonly recordedAt: number | undefined;
}

type IsAcknowledged = (digest: string) => boolean;

/** The absent checkpoints that others in the folder or the log refer to, except those whose loss two people acknowledged. */
export function missingCheckpoints(
  files: readonly CheckpointFile[],
  recorded: readonly RecordedCheckpoint[],
  isAcknowledged: IsAcknowledged = () => false,
): readonly Missing[] {
  const there = new Set(files.map(({ checkpoint }) => checkpointDigest(checkpoint)));
  const known = new Map(recorded.map((one) => [one.digest, one]));
  const missing = new Map<string, Missing>();
  for (const { name: namedBy, checkpoint } of files) {
    const digest = previousOf(checkpoint);
    if (digest === undefined || there.has(digest) || missing.has(digest)) continue;
    const { position = 0, recordedAt } = known.get(digest) ?? {};
    missing.set(digest, { sequence: sequenceOf(checkpoint) - 1, position, digest, namedBy, recordedAt });
  }
  // The first checkpoint of a folder names no predecessor: the log may know earlier ones of other folders. An empty folder lacks all.
  const from = files.length === 0 ? 0 : Math.min(...files.map(({ checkpoint }) => checkpoint.position));
  for (const one of recorded)
    if (one.position > from && !there.has(one.digest) && !missing.has(one.digest))
      missing.set(one.digest, { ...one, namedBy: undefined });
  return [...missing.values()].filter(({ digest }) => !isAcknowledged(digest));
}

/** The missing checkpoints, and pairs of checkpoints that name the same predecessor. */
export function chainFaults(
  files: readonly CheckpointFile[],
  recorded: readonly RecordedCheckpoint[],
  isAcknowledged?: IsAcknowledged,
): readonly Misfit[] {
  const faults = missingCheckpoints(files, recorded, isAcknowledged).map(
    ({ namedBy, sequence, position, recordedAt = 0 }): Misfit =>
      fault(
        namedBy === undefined
          ? { code: 'CHECKPOINT_GONE', data: { signedAt: position, recordedAt } }
          : { code: 'CHECKPOINT_BEFORE_MISSING', data: { checkpoint: namedBy, sequence } },
      ),
  );
  const named = new Map<string, string>();
  for (const { name, checkpoint } of files) {
    const previous = previousOf(checkpoint);
    if (previous === undefined) continue;
    const other = named.get(previous);
    if (other !== undefined) faults.push(fault({ code: 'CHECKPOINTS_FORKED', data: { checkpoint: name, other } }));
    named.set(previous, name);
  }
  return faults;
}

/** The predecessor of the next checkpoint: the last of the folder, or a later one that the log knows and the folder lost. */
export function endOfChain(
  files: readonly CheckpointFile[],
  recorded: readonly RecordedCheckpoint[],
): { readonly sequence: number; readonly digest: string } | undefined {
  const last = lastInChain(files)?.checkpoint;
  const ends = [
    ...recorded,
    ...(last === undefined ? [] : [{ sequence: sequenceOf(last), digest: checkpointDigest(last) }]),
  ];
  return ends.reduce<(typeof ends)[number] | undefined>(
    (end, one) => (end === undefined || one.sequence >= end.sequence ? one : end),
    undefined,
  );
}

/** Undefined for the first one, and for those in the former format, which name no predecessor. */
function previousOf(checkpoint: CheckpointFile['checkpoint']): string | undefined {
  return checkpoint.format === 'decompte-checkpoint-2' ? (checkpoint.previous ?? undefined) : undefined;
}

/** The last in the chain; undefined in an empty folder. */
export function lastInChain(files: readonly CheckpointFile[]): CheckpointFile | undefined {
  const named = new Set(files.map(({ checkpoint }) => previousOf(checkpoint)));
  const open = files.filter(({ checkpoint }) => !named.has(checkpointDigest(checkpoint)));
  return open.reduce<CheckpointFile | undefined>(
    (last, file) => (last === undefined || sequenceOf(file.checkpoint) >= sequenceOf(last.checkpoint) ? file : last),
    undefined,
  );
}

function fault(finding: Misfit['finding']): Misfit {
  return { kind: 'checkpoint', finding };
}
