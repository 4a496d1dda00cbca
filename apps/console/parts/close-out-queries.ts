/** Closed teams and schemes, and the close-out of one. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { allPages } from './all-pages.ts';

export type Closing = components['schemas']['ClosingView'];
export type CloseOut = components['schemas']['CloseOutView'];
export type Kind = 'team' | 'scheme';

const MOST = 500;

export function closingsQuery() {
  return queryOptions({
    queryKey: ['close-outs'],
    queryFn: ({ signal }) =>
      allPages((cursor) => answer(client.GET('/close-outs', { params: { query: { limit: MOST, cursor } }, signal }))),
  });
}

/** `knownOn` undefined: today. */
export function closingQuery(kind: Kind, subject: string, knownOn: string | undefined) {
  return queryOptions({
    queryKey: ['close-outs', kind, subject, knownOn],
    queryFn: ({ signal }) => {
      const params = { path: { kind, subject }, query: { knownOn } };
      return answer(client.GET('/close-outs/{kind}/{subject}', { params, signal }));
    },
  });
}
