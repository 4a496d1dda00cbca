/** Signs the present end of the log after verifying everything, existing checkpoints included, so that it never signs a rebuilt chain. */
import { type KeyObject, createPublicKey } from 'node:crypto';
import { dirname, relative, resolve } from 'node:path';
import { makeFolder } from '#libs/files/make-folder.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { endOfChain } from '#libs/audit/checkpoint-chain.ts';
import { RecordedCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { type Checkpoint, checkpointsSoFar, keyId, signCheckpoint, writeCheckpoint } from '#libs/audit/checkpoint.ts';
import { HeldRoots } from '#libs/audit/held-roots.ts';
import { type SuccessionFile, readSuccessions, successorOf } from '#libs/audit/key-history.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { RecomputedUpTo } from '#libs/audit/recomputed.ts';
import { notCompared } from '#libs/audit/carried-over.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import { recordedAtIn } from '#libs/audit/rules/checkpoint-times.ts';
import { verifyLog } from '#libs/audit/verify.ts';

interface Signing {
  readonly stored: StoredEvents;
  /** Folder of the checkpoints; created if it does not exist. */
  readonly folder: string;
  readonly key: KeyObject;
  /** ISO 8601 instant. */
  readonly now: () => string;
  /** A person says that the log was carried over from the one that the checkpoints were signed of. */
  readonly isCarriedOver?: boolean | undefined;
  readonly progress?: (done: number, total: number) => void;
}

export type SigningResult =
  | {
      /** `there`: the log has not changed since this checkpoint was signed. */
      readonly status: 'signed' | 'there';
      readonly checkpoint: Checkpoint;
      readonly path: string;
      /** Position up to which statements were recomputed from the log; 0 if they never were. */
      readonly recomputed: number;
    }
  /** The log is not signed. `events`: the number of events before the first misfit. */
  | { readonly status: 'misfits'; readonly misfits: readonly Misfit[]; readonly events: number };

/**
 * The caller lets one process at a time sign in a folder (libs/runtime/alone.ts): two would name the same checkpoint before theirs. The log
 * may be written meanwhile. A checkpoint that the log records as signed and that is not in the folder is a misfit: nothing is signed until
 * it is put back, or two people acknowledge its loss. So are those of another log, unless a person says that this one was carried over from
 * it. Throws LOG_EMPTY; KEY_SUCCEEDED; KEY_UNREADABLE and the like for a checkpoint that cannot be read.
 */
export async function signLatest({
  stored,
  folder,
  key,
  now,
  isCarriedOver,
  progress,
}: Signing): Promise<SigningResult> {
  const begunAt = now();
  const checkpoints = checkpointsSoFar(folder);
  const successions = readSuccessions(folder);
  requireCurrent(createPublicKey(key), successions);
  let lastText = '';
  const roots = new HeldRoots(checkpoints, checkpoints.slice(-1));
  const [upTo, recorded] = [new RecomputedUpTo(), new RecordedCheckpoints()];
  const { misfits, events, link, former, checkpointed } = await verifyLog(stored, {
    checkpoints,
    publicKeys: [createPublicKey(key)],
    successions,
    otherKeys: true,
    each: (event, previous) => {
      roots.take(event, previous);
      upTo.take(event);
      recorded.take(event);
      lastText = event.text;
    },
    ...(progress && { progress }),
  });
  const unfitting = [...misfits, ...roots.misfits];
  if (unfitting.length > 0) return { status: 'misfits', misfits: unfitting, events };
  const other = isCarriedOver === true ? undefined : notCompared({ former, checkpointed }, await stored.carriedOver());
  if (other !== undefined) return { status: 'misfits', misfits: [other], events };
  if (events === 0) throw invalid('LOG_EMPTY', {});
  const recomputed = upTo.position;
  // After it the log only has records of signed checkpoints.
  const there = checkpoints.find(
    ({ checkpoint: { position, link: of } }) => position >= recorded.lastOther && roots.linkAt(position) === of,
  );
  if (there !== undefined) return { status: 'there', checkpoint: there.checkpoint, path: there.name, recomputed };
  makeFolder(folder);
  const before = endOfChain(checkpoints, recorded.all);
  const chained = {
    // Checkpoints from before sequence numbers count too.
    sequence: Math.max(checkpoints.length, before?.sequence ?? 0) + 1,
    previous: before?.digest ?? null,
    ...roots.end,
  };
  const since = successions.find(({ succession }) => succession.key === keyId(createPublicKey(key)))?.succession.since;
  const time = timeOfSigning({ begunAt, recordedAt: recordedAtIn(lastText), since });
  const checkpoint = signCheckpoint({ position: events, link, time, ...chained }, key);
  return { status: 'signed', checkpoint, path: writeCheckpoint(folder, checkpoint), recomputed };
}

/** A command that runs longer may be recorded with a time before that of a checkpoint which was signed meanwhile. */
const LONGEST_COMMAND_MS = 3_600_000;

/**
 * The time of a checkpoint, ISO 8601: no event after it may say that it was recorded before (rules/checkpoint-times.ts). A command takes its
 * time when it begins, and is recorded at the earliest at that of the event before it. So the time of the last event holds for every command
 * that is under way; of a log that has been still for longer, an hour before the reading does. `since`: when the key took over, if it did.
 */
export function timeOfSigning({ begunAt, recordedAt, since }: Moments): string {
  const begun = Date.parse(begunAt);
  const moments = [recordedAt ?? begunAt, since ?? []].flat().map((moment) => Date.parse(moment));
  return new Date(Math.min(Math.max(begun - LONGEST_COMMAND_MS, ...moments), begun)).toISOString();
}

interface Moments {
  readonly begunAt: string;
  readonly recordedAt: string | undefined;
  readonly since: string | undefined;
}

/** Throws KEY_SUCCEEDED. */
function requireCurrent(publicKey: KeyObject, successions: readonly SuccessionFile[]): void {
  const key = keyId(publicKey);
  const next = successorOf(key, successions);
  if (next !== undefined) throw refused('KEY_SUCCEEDED', { key, by: next.key, since: next.since });
}

/** Refuses a key in the folder of the log: write access to the log must not include the key. Throws KEY_INSIDE_STORE. */
export function requireOutsideStore(path: string, logPath: string): void {
  const way = relative(resolve(dirname(logPath)), resolve(path));
  if (!way.startsWith('..')) throw invalid('KEY_INSIDE_STORE', { path });
}
