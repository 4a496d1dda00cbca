/** Erasures, one of them as it stands now, and whose keeping period is over. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

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
  });

export const dueQuery = queryOptions({
  queryKey: ['due-erasures'],
  queryFn: ({ signal }) => answer(client.GET('/due-erasures', { signal })),
});
