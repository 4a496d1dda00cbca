/** The jobs that were asked for in this page: each is followed to its end, which is said. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { announce } from './announcements.tsx';
import { JOB_STATES, jobText } from './job-words.ts';

type Job = components['schemas']['JobView'];

const EVERY_MS = 1_000;

let followed: readonly string[] = [];
const watchers = new Set<() => void>();

/** Follows the job in the answer of a command; does nothing where the answer is no job. */
export function followJob(result: unknown): void {
  const { id, kind, requestedAt } = (typeof result === 'object' && result !== null ? result : {}) as Partial<Job>;
  if (id !== undefined && kind !== undefined && requestedAt !== undefined) set([...followed, id]);
}

function set(ids: readonly string[]): void {
  followed = ids;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function OwnJobs() {
  const ids = useSyncExternalStore(watch, () => followed);
  return ids.map((id) => <OwnJob key={id} id={id} />);
}

function OwnJob({ id }: { readonly id: string }) {
  const { data: job } = useQuery({
    queryKey: ['own job', id],
    queryFn: ({ signal }) => answer(client.GET('/jobs/{id}', { params: { path: { id } }, signal, ...IN_BACKGROUND })),
    refetchInterval: EVERY_MS,
  });
  const ended = job === undefined || job.state === 'PENDING' ? undefined : job;
  useEffect(() => {
    if (ended === undefined) return;
    set(followed.filter((one) => one !== id));
    announce(
      `Travail ${JOB_STATES[ended.state]} : ${jobText(ended.kind)}.${ended.error === null ? '' : ` ${ended.error}`}`,
    );
    void queries.invalidateQueries();
  }, [ended, id]);
  return null;
}
