/** Ids that look like one person, and merges. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type LookAlikes = components['schemas']['LookAlikesView'];
export type Merge = components['schemas']['MergeView'];

const PAGE = 200;

export const lookAlikesQuery = infiniteQueryOptions({
  queryKey: ['look-alikes'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/duplicates', { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const mergesQuery = queryOptions({
  queryKey: ['patient-merges'],
  queryFn: ({ signal }) =>
    allPages((cursor) => answer(client.GET('/patient-merges', { params: { query: { limit: 500, cursor } }, signal }))),
});

/** The effect on amounts if the waiting proposal for an id is confirmed. */
export function mergeEffectQuery(patient: string) {
  return queryOptions({
    queryKey: ['patient-merges', patient, 'effect'],
    queryFn: ({ signal }) =>
      answer(client.GET('/patient-merges/{patient}/effect', { params: { path: { patient } }, signal })),
  });
}
