/** Follows the jobs requested in this page to their end, which it announces. */
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import { rememberWritten } from '../api/written.ts';
import { useJob } from '../parts/job-query.ts';
import { sharedValue } from '../parts/shared-value.ts';
import { announce } from './announcements.tsx';
import { jobStateText, jobText } from './job-words.ts';
import type { Job } from './live-jobs.ts';

const followed = sharedValue<readonly string[]>([]);

/** Follows the job in the answer of a command; does nothing if the answer is no job. */
export function followJob(result: unknown): void {
  const { id, kind, requestedAt } = (typeof result === 'object' && result !== null ? result : {}) as Partial<Job>;
  if (id !== undefined && kind !== undefined && requestedAt !== undefined) followed.set([...followed.get(), id]);
}

export function OwnJobs() {
  const ids = followed.useValue();
  return ids.map((id) => <OwnJob key={id} id={id} />);
}

function OwnJob({ id }: { readonly id: string }) {
  const { data: job } = useJob(id);
  const ended = job === undefined || job.state === 'PENDING' ? undefined : job;
  useEffect(() => {
    if (ended === undefined) return;
    followed.set(followed.get().filter((one) => one !== id));
    announce(
      `Travail ${jobStateText(ended)} : ${jobText(ended.kind)}.${ended.error === null ? '' : ` ${ended.error}`}`,
    );
    rememberWritten(ended);
    void queries.invalidateQueries();
  }, [ended, id]);
  return null;
}
