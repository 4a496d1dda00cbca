/** Passes on the progress of a job, no more often than anyone reads it. */
import type { JobContext } from '#libs/jobs/job-queue.ts';

const REPORT_MS = 200;

/** Each stage as it begins and ends, and in between now and then. */
export function throttledProgress(report: JobContext['progress']): JobContext['progress'] {
  let reportedAt = -Infinity;
  let stageBefore: string | undefined;
  return (stage, done, total) => {
    const now = performance.now();
    if (stage === stageBefore && done < total && now - reportedAt < REPORT_MS) return;
    [reportedAt, stageBefore] = [now, stage];
    report(stage, Math.floor(done), Math.floor(total));
  };
}
