/** A job by its id: how far it is, and what it gave. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../api/client.ts';
import { answer } from '../api/problem.ts';

export type Job = components['schemas']['JobView'];

const EVERY_MS = 1_000;

/** Read again until it has ended. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => answer(client.GET('/jobs/{id}', { params: { path: { id } }, signal, ...IN_BACKGROUND })),
    refetchInterval: ({ state }) => (state.data?.state === 'PENDING' ? EVERY_MS : false),
  });
}

/** Of a job that has succeeded: the shape that its kind gives. */
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
