/** The jobs of the workers, in a drawer of every page: those under way, their progress, and how the last ones ended. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { Instant } from '../parts/words.tsx';
import { Loaded } from '../parts/states.tsx';
import { JOB_STATES, jobText } from './job-words.ts';
import { OwnJobs } from './own-jobs.tsx';

type Job = components['schemas']['JobView'];

const CLOSED_MS = 5_000;
const OPEN_MS = 1_500;
const SHOWN = 20;
const PAGE = 500;

/** Key of the jobs: invalidate it after a command that makes one. */
export const JOBS = ['jobs'] as const;

export function Jobs() {
  const [isOpen, setOpen] = useState(false);
  const pending = useQuery({
    queryKey: [...JOBS, 'pending'],
    queryFn: ({ signal }) => readJobs('PENDING', signal),
    refetchInterval: isOpen ? OPEN_MS : CLOSED_MS,
  });
  useEnds(pending.data);
  const count = pending.data?.length ?? 0;
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

async function readJobs(state: Job['state'] | undefined, signal: AbortSignal): Promise<readonly Job[]> {
  const query = { limit: PAGE, ...(state === undefined ? {} : { state }) };
  return (await answer(client.GET('/jobs', { params: { query }, signal, ...IN_BACKGROUND }))).items;
}

/** Reads everything again once a job has ended, of any person: it may have changed what is shown. */
function useEnds(pending: readonly Job[] | undefined): void {
  const before = useRef<readonly Job[]>([]);
  useEffect(() => {
    if (pending === undefined) return;
    const hasEnded = before.current.some(({ id }) => !pending.some((job) => job.id === id));
    before.current = pending;
    if (hasEnded) void queries.invalidateQueries();
  }, [pending]);
}

function Drawer({ close }: { readonly close: () => void }) {
  const jobs = useQuery({
    queryKey: [...JOBS, 'all'],
    queryFn: ({ signal }) => readJobs(undefined, signal),
    refetchInterval: OPEN_MS,
  });
  return (
    <aside className="drawer" aria-label="Travaux">
      <header>
        <h2>Travaux</h2>
        <button type="button" className="plain" onClick={close}>
          Fermer
        </button>
      </header>
      <Loaded query={jobs}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">Aucun travail encore. Un calcul ou un import en lance un.</p>
          ) : (
            <ul>
              {all
                .toReversed()
                .slice(0, SHOWN)
                .map((job) => (
                  <JobItem key={job.id} job={job} />
                ))}
            </ul>
          )
        }
      </Loaded>
    </aside>
  );
}

function JobItem({ job: { kind, state, requestedBy, requestedAt, progress, error } }: { readonly job: Job }) {
  return (
    <li>
      <strong>{jobText(kind)}</strong> {JOB_STATES[state]}
      <span className="quiet">
        {' '}
        · {requestedBy}, <Instant at={requestedAt} />
      </span>
      {progress !== null && progress.total > 0 && (
        <progress value={progress.done} max={progress.total} aria-label={progress.stage ?? kind} />
      )}
      {error !== null && <p className="fault">{error}</p>}
    </li>
  );
}
