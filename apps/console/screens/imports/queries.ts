/** The files that were received, the rows set aside, and the import that is followed. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components, operations } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { withQuery } from '../../parts/with-query.ts';

export type ReceivedFile = components['schemas']['ReceivedFileView'];
export type SetAsideRow = components['schemas']['SetAsideRowView'];
export type ImportResult = components['schemas']['ImportResultView'];

export type SetAsideWork = components['schemas']['SetAsideWorkView'];

type Asked = NonNullable<operations['listSetAsideRows']['parameters']['query']>;
export type RowFilters = Pick<Asked, 'file' | 'code' | 'recorded' | 'state'>;

const PAGE = 200;
const EVERY_MS = 1_000;

export const receivedQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/imports', { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const workQuery = queryOptions({
  queryKey: ['set-aside-work'],
  queryFn: ({ signal }) => answer(client.GET('/set-aside-summary', { signal })),
});

export function rowsQuery(filters: RowFilters) {
  return infiniteQueryOptions({
    queryKey: ['set-aside-rows', filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/set-aside-rows', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['import job', id],
    queryFn: ({ signal }) => answer(client.GET('/jobs/{id}', { params: { path: { id } }, signal, ...IN_BACKGROUND })),
    refetchInterval: ({ state }) => (state.data?.state === 'PENDING' ? EVERY_MS : false),
  });
}

export function importResultQuery(id: string) {
  return queryOptions({
    queryKey: ['job result', id],
    queryFn: async ({ signal }) => {
      const result = await answer(client.GET('/jobs/{id}/result', { params: { path: { id } }, signal }));
      return result as ImportResult;
    },
    staleTime: Infinity,
  });
}

/** Address of the rows as CSV. */
export function rowsCsvAddress(filters: RowFilters): string {
  return withQuery('/set-aside-rows', { limit: '500', ...filters });
}
