/** The statements that match the filters of the address, by pages, and their sums. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { operations } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { withQuery } from '../../parts/with-query.ts';

type Asked = NonNullable<operations['listStatements']['parameters']['query']>;
/** The filters of the screen, with the names of the service. */
export type Filters = Pick<Asked, 'q' | 'team' | 'scheme' | 'from' | 'to' | 'stage' | 'flag'>;
export type Order = Asked['sort'];

const PAGE = 200;
const MOST = 500;

export function statementsQuery(filters: Filters, sort: Order) {
  return infiniteQueryOptions({
    queryKey: ['statements', filters, sort],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, sort, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/statements', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

/** Sums by period, scheme and stage, over all matching statements, not only over the pages read. */
export function sumsQuery(filters: Filters) {
  return queryOptions({
    queryKey: ['statements', 'sums', filters],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { ...filters, limit: MOST, cursor };
        return answer(client.GET('/statements/totals', { params: { query }, signal }));
      }),
  });
}

/** Address of the same list as CSV. */
export function statementsCsvAddress(filters: Filters, sort: Order): string {
  return withQuery('/statements', { ...filters, sort, limit: String(MOST) });
}
