/** Jobs: the progress of one, a list brought up to date, and the result of one. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { compareText } from '#libs/kernel/text.ts';
import { IN_BACKGROUND, client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { type Job, isConnected, useLiveJobs } from '../frame/live-jobs.ts';

export type { Job };

const EVERY_MS = 1_500;

/** Polled only while no window of the browser reads the stream of jobs. */
function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => answer(client.GET('/jobs/{id}', { params: { path: { id } }, signal, ...IN_BACKGROUND })),
    refetchInterval: ({ state }) => pollMs(state.data?.state === 'PENDING'),
  });
}

/** The polling interval of a query with a job under way; false while the stream reports it. */
export function pollMs(isPending: boolean): number | false {
  return isPending && !isConnected() ? EVERY_MS : false;
}

/** The present state of a job. */
export function useJob(id: string) {
  const query = useQuery(jobQuery(id));
  const now = useLiveJobs().get(id);
  const data = now !== undefined && now.position >= (query.data?.position ?? 0) ? now : query.data;
  return { ...query, data } as typeof query;
}

/** A list of jobs brought up to date, with the jobs requested since; the latest first. */
export function useNow(list: readonly Job[], isAsked: (job: Job) => boolean = () => true): readonly Job[] {
  const now = useLiveJobs();
  const known = new Set(list.map(({ id }) => id));
  const since = [...now.values()].filter((job) => !known.has(job.id) && isAsked(job));
  return [...list.map((job) => now.get(job.id) ?? job), ...since].toSorted((a, b) =>
    compareText(b.requestedAt, a.requestedAt),
  );
}

/** The result of a job that has succeeded, in the shape of its kind. */
export function jobResultQuery<Result>(id: string) {
  return queryOptions({
    queryKey: ['job result', id],
    queryFn: async ({ signal }) => {
      const result: unknown = await answer(client.GET('/jobs/{id}/result', { params: { path: { id } }, signal }));
      return result as Result;
    },
    staleTime: Infinity,
  });
}
