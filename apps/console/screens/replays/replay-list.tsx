/** The requested replays, and the decided periods with known changes. */
import { useQuery } from '@tanstack/react-query';
import { jobStateText } from '../../frame/job-words.ts';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useNow } from '../../parts/job-query.ts';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, Instant, counted, periodInFrench } from '../../parts/words.tsx';
import { todoQuery } from '../todo/queries.ts';
import type { Job } from '../../frame/live-jobs.ts';
import { replayJobsQuery } from './queries.ts';

const SHOWN = 8;

export function ReplayList({ open }: { readonly open: string | undefined }) {
  const { get, set } = useAddress();
  const jobs = useQuery(replayJobsQuery);
  const all = useNow(jobs.data ?? [], isReplay);
  const isWhole = get('tous') !== undefined;
  const columns: readonly Column<Job>[] = [
    {
      key: 'demande',
      heading: 'Demandé',
      cell: ({ id, requestedAt, state }) =>
        state === 'SUCCEEDED' ? (
          <button
            type="button"
            className="plain opens"
            aria-pressed={id === open}
            onClick={() => set({ travail: id, nom: undefined, ligne: undefined })}
          >
            <Instant at={requestedAt} />
          </button>
        ) : (
          <Instant at={requestedAt} />
        ),
    },
    { key: 'par', heading: 'Par', cell: ({ requestedBy }) => requestedBy },
    { key: 'etat', heading: 'État', cell: (job) => <State job={job} /> },
  ];
  return (
    <>
      <Changed />
      <Loaded query={jobs}>
        {() => (
          <>
            <DataTable
              caption="Rejeux demandés"
              columns={columns}
              rows={isWhole ? all : all.slice(0, SHOWN)}
              keyOf={({ id }) => id}
              sortName="tri-rejeux"
              empty={
                <NothingHere title="Aucun rejeu encore">
                  Un rejeu refait le calcul de périodes décidées avec ce qui est connu maintenant, montre les
                  différences et leur cause, et ne change rien.
                </NothingHere>
              }
            />
            {!isWhole && all.length > SHOWN && (
              <button type="button" className="plain" onClick={() => set({ tous: 'oui' })}>
                Les {all.length - SHOWN} d’avant
              </button>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function isReplay({ kind }: Job): boolean {
  return kind === 'replay';
}

function State({ job }: { readonly job: Job }) {
  const { state, progress, error } = job;
  return (
    <>
      {jobStateText(job)}
      {error !== null && <span className="fault-text"> : {error}</span>}
      {state === 'PENDING' && progress !== null && progress.total > 0 && (
        <progress value={progress.done} max={progress.total} aria-label="Rejeu en cours" />
      )}
    </>
  );
}

/** The tasks of the week about late facts. */
function Changed() {
  const { data } = useQuery(todoQuery(undefined));
  const task = data?.tasks.find(({ kind }) => kind === 'REGULARISE');
  if (task === undefined) return null;
  return (
    <div className="notice">
      <p>
        <strong>{counted(task.count, 'décompte décidé', 'décomptes décidés')} à régulariser</strong>
        {task.amountCents !== null && (
          <>
            {' '}
            : <Amount cents={task.amountCents} signed />
          </>
        )}
        . {task.groups.map(({ group, count }) => `${periodInFrench(group)} (${count})`).join(', ')}
      </p>
    </div>
  );
}
