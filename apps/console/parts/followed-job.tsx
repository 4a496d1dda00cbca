/** The job that the address names (`travail`): its progress, its failure, its result. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { jobStateText, jobText, jobStageText } from '../frame/job-words.ts';
import { useAddress } from './address.ts';
import { type Job, jobResultQuery, useJob } from './job-query.ts';
import { Loaded } from './states.tsx';

interface FollowedJobProps<Result> {
  readonly title: string;
  /** The content for a job that has succeeded. A job of another kind shows only that it has ended. */
  readonly children: (result: Result, job: Job) => ReactNode;
  /** The kinds whose result `children` shows. */
  readonly kinds: readonly Job['kind'][];
}

/** Shows nothing if the address names no job. */
export function FollowedJob<Result>(props: FollowedJobProps<Result>) {
  const { get, set } = useAddress();
  const id = get('travail');
  if (id === undefined) return null;
  return <Followed key={id} id={id} close={() => set({ travail: undefined })} {...props} />;
}

interface FollowedProps<Result> extends FollowedJobProps<Result> {
  readonly id: string;
  readonly close: () => void;
}

function Followed<Result>({ id, close, title, kinds, children }: FollowedProps<Result>) {
  const job = useJob(id);
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>{title}</h2>
        <button type="button" className="plain" onClick={close}>
          Fermer
        </button>
      </header>
      <Loaded query={job}>
        {(one) => (
          <>
            <p role="status">
              <span className="sentence">{jobText(one.kind)}</span> : {jobStateText(one)}
              {one.progress?.stage != null && `, ${jobStageText(one.progress.stage)}`}
              {one.error !== null && `. ${one.error}`}
            </p>
            {one.progress !== null && one.progress.total > 0 && one.state === 'PENDING' && (
              <progress value={one.progress.done} max={one.progress.total} aria-label={`${title} : en cours`} />
            )}
            {one.state === 'SUCCEEDED' && kinds.includes(one.kind) && <Result job={one}>{children}</Result>}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface ResultProps<Result> {
  readonly job: Job;
  readonly children: (result: Result, job: Job) => ReactNode;
}

function Result<Result>({ job, children }: ResultProps<Result>) {
  const result = useQuery(jobResultQuery<Result>(job.id));
  return <Loaded query={result}>{(given) => children(given, job)}</Loaded>;
}
