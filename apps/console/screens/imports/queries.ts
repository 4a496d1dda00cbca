/** The files that were received, and the rows set aside. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components, operations } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { written } from '../../api/written.ts';
import { withQuery } from '../../parts/with-query.ts';

export type ReceivedFile = components['schemas']['ReceivedFileView'];
export type SetAsideRow = components['schemas']['SetAsideRowView'];
export type ImportResult = components['schemas']['ImportResultView'];

type Asked = NonNullable<operations['listSetAsideRows']['parameters']['query']>;
export type RowFilters = Pick<Asked, 'file' | 'code' | 'recorded'>;

const PAGE = 200;

export const receivedQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam, signal }) =>
    answer(client.GET('/imports', { params: { query: { limit: PAGE, cursor: pageParam, after: written() } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export function rowsQuery(filters: RowFilters) {
  return infiniteQueryOptions({
    queryKey: ['set-aside-rows', filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, limit: PAGE, cursor: pageParam, after: written() };
      return answer(client.GET('/set-aside-rows', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Address of the rows as CSV. */
export function csvAddress(filters: RowFilters): string {
  return withQuery('/set-aside-rows', { limit: '500', ...filters });
}
