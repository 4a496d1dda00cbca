/** The report by pages, and the sums of the experiment by period. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Report = Omit<components['schemas']['VariancePageView'], 'items' | 'next'>;
export type TeamVariance = components['schemas']['ExplainedTeamVarianceView'];
export type Sums = components['schemas']['StatementSumsView'];

export interface VarianceAsked {
  readonly period: string;
  readonly scheme: string | undefined;
  /** Percent, as typed. */
  readonly threshold: string | undefined;
}

const PAGE = 200;
const MOST = 500;

export function varianceQuery(asked: VarianceAsked) {
  return infiniteQueryOptions({
    queryKey: ['variance', asked],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/variance/teams', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Sums by period, scheme and stage, over every statement. */
export const everySumQuery = queryOptions({
  queryKey: ['statements', 'sums', 'all'],
  queryFn: ({ signal }) =>
    allPages((cursor) => {
      const query = { limit: MOST, cursor };
      return answer(client.GET('/statements/totals', { params: { query }, signal }));
    }),
});
