/** The jobs of the workers, in a drawer of every page: those under way, their progress, and how the last ones ended. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { IN_BACKGROUND, client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { pollMs, useNow } from '../parts/job-query.ts';
import { Loaded } from '../parts/states.tsx';
import { Instant } from '../parts/words.tsx';
import { jobStateText, jobText, jobStageText } from './job-words.ts';
import { type Job, followJobs, useLiveJobs } from './live-jobs.ts';
import { OwnJobs } from './own-jobs.tsx';

const SHOWN = 20;

export function Jobs() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => followJobs(), []);
  const count = [...useLiveJobs().values()].filter(({ state }) => state === 'PENDING').length;
  return (
    <>
      <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Travaux{count > 0 && <span className="count">{count}</span>}
      </button>
      <OwnJobs />
      {isOpen && <Drawer close={() => setOpen(false)} />}
    </>
  );
}

/** The latest first. */
const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: async ({ signal }) => {
    const page = await answer(client.GET('/jobs', { params: { query: { limit: SHOWN } }, signal, ...IN_BACKGROUND }));
    return page.items;
  },
  refetchInterval: ({ state }) => pollMs(state.data !== undefined),
});

function Drawer({ close }: { readonly close: () => void }) {
  const jobs = useQuery(jobsQuery);
  return (
    <aside className="drawer" aria-label="Travaux">
      <header>
        <h2>Travaux</h2>
        <button type="button" className="plain" onClick={close}>
          Fermer
        </button>
      </header>
      <Loaded query={jobs}>{(all) => <JobList all={all} />}</Loaded>
    </aside>
  );
}

function JobList({ all }: { readonly all: readonly Job[] }) {
  const shown = useNow(all).slice(0, SHOWN);
  if (shown.length === 0) return <p className="quiet">Aucun travail encore. Un calcul ou un import en lance un.</p>;
  return (
    <ul>
      {shown.map((job) => (
        <JobItem key={job.id} job={job} />
      ))}
    </ul>
  );
}

function JobItem({ job }: { readonly job: Job }) {
  const { kind, requestedBy, requestedAt, progress, error } = job;
  return (
    <li>
      <strong>{jobText(kind)}</strong> {jobStateText(job)}
      <span className="quiet">
        {' '}
        · {requestedBy}, <Instant at={requestedAt} />
      </span>
      {progress !== null && progress.total > 0 && (
        <progress
          value={progress.done}
          max={progress.total}
          aria-label={progress.stage === null ? jobText(kind) : jobStageText(progress.stage)}
        />
      )}
      {error !== null && <p className="fault">{error}</p>}
    </li>
  );
}
