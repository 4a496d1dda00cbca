/** Erasures, the present state of one, and the patients whose retention period is over. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { Problem, answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

const UNAVAILABLE = 503;
const TRIES = 60;
const RETRY_MS = 1_000;

export type Erasure = components['schemas']['ErasureView'];

export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: ({ signal }) =>
    allPages((cursor) => answer(client.GET('/erasures', { params: { query: { limit: 500, cursor } }, signal }))),
});

export const erasureQuery = (erasure: string) =>
  queryOptions({
    queryKey: ['erasure', erasure],
    queryFn: ({ signal }) => answer(client.GET('/erasures/{erasure}', { params: { path: { erasure } }, signal })),
    // The service searches the whole log for the patient's names, which takes a minute at most; it reports its progress.
    retry: (failures, error) => error instanceof Problem && error.status === UNAVAILABLE && failures < TRIES,
    retryDelay: RETRY_MS,
  });

/** Those that are confirmed together; a problem (404) if none waits. */
export const dueProposalsQuery = queryOptions({
  queryKey: ['due-proposals'],
  queryFn: ({ signal }) => answer(client.GET('/due-erasures/proposed', { signal })),
});

export const dueQuery = queryOptions({
  queryKey: ['due-erasures'],
  queryFn: ({ signal }) => answer(client.GET('/due-erasures', { signal })),
});
