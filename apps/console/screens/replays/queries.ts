/** The requested replays, their results, the kept replays, and the regularisations under way. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { pollMs } from '../../parts/job-query.ts';

export type Replayed = components['schemas']['ReplayedView'];
export type Kept = components['schemas']['SavedReplayView'];
export type Regularisations = components['schemas']['RegularisationsView'];
export type Regularisation = Regularisations['regularisations'][number];

const MOST = 500;

/** The jobs of all persons, the latest first. */
export const replayJobsQuery = queryOptions({
  queryKey: ['jobs', 'replay'],
  queryFn: async ({ signal }) => {
    const all = await allPages((cursor) => {
      const query = { kind: 'replay' as const, limit: MOST, cursor };
      return answer(client.GET('/jobs', { params: { query }, signal, ...IN_BACKGROUND }));
    });
    return all;
  },
  refetchInterval: ({ state }) => pollMs(state.data?.some((job) => job.state === 'PENDING') === true),
});

export function resultQuery(id: string) {
  return queryOptions({
    queryKey: ['job result', id],
    queryFn: async ({ signal }) => {
      const result = await answer(client.GET('/jobs/{id}/result', { params: { path: { id } }, signal }));
      return result as readonly Replayed[];
    },
    staleTime: Infinity,
  });
}

/** Sorted by name. */
export const keptQuery = queryOptions({
  queryKey: ['replays'],
  queryFn: ({ signal }) =>
    allPages((cursor) => answer(client.GET('/replays', { params: { query: { limit: MOST, cursor } }, signal }))),
});

export function replayComparisonQuery(first: string, second: string) {
  return infiniteQueryOptions({
    queryKey: ['replays', first, second],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { first, second }, query: { limit: MOST, cursor: pageParam } };
      return answer(client.GET('/replays/{first}/difference/{second}', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export interface QuarterRange {
  readonly from: string;
  readonly to: string;
}

export function regularisationsQuery({ from, to }: QuarterRange) {
  return queryOptions({
    queryKey: ['regularisations', from, to],
    queryFn: ({ signal }) => answer(client.GET('/regularisations', { params: { query: { from, to } }, signal })),
  });
}
