/** Removes uploaded files that no import needs any more, and bundles that were there to be fetched for long enough. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { jobOf } from '#libs/jobs/job/jobs.ts';
import { isOpen } from '#libs/jobs/job/state.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';
import { INCOMING, type KeptUpload, type Uploads } from '#libs/uploads/uploads.ts';

/** An upload that was cut off is left for this long. */
const ABANDONED_MS = 86_400_000;
/** Whose file is fetched afterwards. */
const FETCHED: readonly string[] = ['bundle', 'extract', 'dump'] satisfies readonly JobKind[];
/** What is fetched has facts about patients: it is not kept for ever. */
const FETCHED_MS = 7 * 86_400_000;

/** Removes the files of jobs that have ended, and of uploads cut off long ago. `now`: ms since 1970. */
export async function sweepUploads(uploads: Uploads, log: EventStore, now: number): Promise<void> {
  for (const kept of await uploads.kept()) if (await isDone(kept, log, now)) await uploads.remove(kept.job);
}

async function isDone({ job: id, sinceMs }: KeptUpload, log: EventStore, now: number): Promise<boolean> {
  const job = id.startsWith(INCOMING) ? undefined : await jobOf(log, id);
  if (job !== undefined)
    return !isOpen(job) && (!FETCHED.includes(job.kind) || now - Date.parse(job.endedAt) > FETCHED_MS);
  // No job imports it: the service ended after it received the files and before it requested their import.
  return now - sinceMs > ABANDONED_MS;
}
