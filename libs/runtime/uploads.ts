/** The folder where uploaded files wait for their import, one folder for each job; what a job is done with is removed. */
import { isOpen } from '#libs/jobs/job/state.ts';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { jobOf } from '#libs/jobs/job/jobs.ts';

/** Files on their way in, which no job names yet, are in a folder that begins with this. */
export const INCOMING = 'incoming-';
/** An upload that was cut off is left for this long. */
const ABANDONED_MS = 86_400_000;

export function uploadFolder(uploads: string, job: string): string {
  return join(uploads, job);
}

/** Removes the files of jobs that have ended, and of uploads cut off long ago. `now`: ms since 1970. */
export async function sweepUploads(uploads: string, log: EventStore, now: number): Promise<void> {
  for (const name of await namesIn(uploads)) {
    const path = join(uploads, name);
    if (await isDone(name, path, log, now)) await rm(path, { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function isDone(name: string, path: string, log: EventStore, now: number): Promise<boolean> {
  const job = name.startsWith(INCOMING) ? undefined : await jobOf(log, name);
  if (job !== undefined) return !isOpen(job);
  // No job imports it: the service ended after it received the files and before it requested their import.
  return now - (await stat(path)).mtimeMs > ABANDONED_MS;
}
