/** The parts of an amount, level by level; and the same without patients. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type Level = components['schemas']['ExplanationLevelView'];
export type PartWithPath = Level['items'][number];
export type Summary = components['schemas']['ExplanationSummaryView'];
export type SummaryPart = Summary['lines'][number];
export type Parameter = Level['parameters'][number];
export type RecordedFact = Level['events'][number];

/** The calculation: of a decision, known on a day, or the last one. */
export interface Explained {
  readonly team: string;
  readonly period: string;
  readonly decision: string | undefined;
  readonly knownOn: string | undefined;
}

const PAGE = 100;

/** A calculation never changes, so cached data stay right. Only the answer to "the last one" may change. */
const STALE_MS = 60_000;

export function levelQuery({ team, period, decision, knownOn }: Explained, path: string) {
  return infiniteQueryOptions({
    queryKey: ['explanation', team, period, decision ?? '', knownOn ?? '', path],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { decision, knownOn, limit: PAGE, cursor: pageParam };
      const params = { path: { team, period }, query: { ...query, ...(path === '' ? {} : { path }) } };
      return answer(client.GET('/statements/{team}/{period}/explanation/parts', { params, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: STALE_MS,
  });
}

export function summaryQuery({ team, period, decision }: Explained) {
  return queryOptions({
    queryKey: ['explanation', team, period, decision ?? '', 'summary'],
    queryFn: ({ signal }) => {
      const params = { path: { team, period }, query: { decision } };
      return answer(client.GET('/statements/{team}/{period}/explanation/summary', { params, signal }));
    },
    staleTime: STALE_MS,
  });
}
