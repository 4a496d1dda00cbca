/** Candidates, one of them with its conditions, and the amounts it would have been paid. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type ListedCandidate = components['schemas']['ListedCandidateView'];
export type Candidate = components['schemas']['CandidateView'];
export type Application = components['schemas']['ApplicationDto'];

const MOST = 500;

export function candidatesQuery() {
  return queryOptions({
    queryKey: ['candidates'],
    queryFn: ({ signal }) =>
      allPages((cursor) => answer(client.GET('/candidates', { params: { query: { limit: MOST, cursor } }, signal }))),
  });
}

/** `on` undefined: the day on which the candidate would enter. */
export function candidateQuery(candidate: string, on: string | undefined) {
  return queryOptions({
    queryKey: ['candidates', candidate, on],
    queryFn: ({ signal }) =>
      answer(client.GET('/candidates/{candidate}', { params: { path: { candidate }, query: { on } }, signal })),
  });
}

/** The last four quarters that have ended. */
export function candidateComparisonQuery(candidate: string) {
  return queryOptions({
    queryKey: ['candidates', candidate, 'comparison'],
    queryFn: ({ signal }) =>
      answer(client.GET('/candidates/{candidate}/comparison', { params: { path: { candidate } }, signal })),
  });
}
