/** Removes uploaded files that no import needs any more, and bundles that could be fetched for long enough. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY, ERASURE_COMPLETED } from '#libs/event-store/sealed/forgotten.ts';
import { jobOf } from '#libs/jobs/job/jobs.ts';
import { isOpenJob } from '#libs/jobs/job/state.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { INCOMING, type KeptUpload, type Uploads } from '#libs/uploads/uploads.ts';

/** An upload that was cut off is left for this long, unless a patient is erased: its files are in clear, and may name the patient. */
const ABANDONED_MS = 86_400_000;
/** What still comes in was written to within this time. */
const QUIET_MS = 600_000;
/** Jobs whose file is fetched afterwards. */
const FETCHED: readonly string[] = ['bundle', 'extract', 'dump'] satisfies readonly JobKind[];
/** Fetched files contain facts about patients, so they are not kept for ever. */
const FETCHED_MS = 7 * 86_400_000;

/** Removes the files of jobs that have ended, and of uploads cut off long ago or before an erasure. `now`: ms since 1970. */
export async function sweepUploads(uploads: Uploads, log: EventStore, now: number): Promise<void> {
  const kept = await uploads.kept();
  if (kept.length === 0) return;
  const times: Times = { now, forgottenMs: await lastForgotten(log) };
  for (const one of kept) if (await isDone(one, log, times)) await uploads.remove(one.job);
}

/** ms since 1970. */
interface Times {
  readonly now: number;
  /** The instant of the last erasure: files requested or received before it may contain the patient, even if they were made after it. */
  readonly forgottenMs: number;
}

async function lastForgotten(log: EventStore): Promise<number> {
  let commit: number | undefined;
  for await (const batch of log.read({ after: 0, categories: [ERASURE_CATEGORY], fields: ['type', 'commit'] }))
    commit = batch.findLast(({ type }) => type === ERASURE_COMPLETED)?.commit ?? commit;
  return commit === undefined ? -Infinity : Date.parse((await log.commit(commit)).recordedAt);
}

async function isDone(
  { job: id, sinceMs }: KeptUpload,
  log: EventStore,
  { now, forgottenMs }: Times,
): Promise<boolean> {
  const job = id.startsWith(INCOMING) ? undefined : await jobOf(log, id);
  if (job !== undefined) {
    if (isOpenJob(job)) return false;
    const [askedMs, endedMs] = [Date.parse(job.meta.at), Date.parse(job.endedAt)];
    return !FETCHED.includes(job.kind) || now - endedMs > FETCHED_MS || askedMs <= forgottenMs;
  }
  // No job imports it: the service ended while it received the files, or before it requested their import.
  const quietMs = now - sinceMs;
  return quietMs > ABANDONED_MS || (quietMs > QUIET_MS && sinceMs <= forgottenMs);
}
