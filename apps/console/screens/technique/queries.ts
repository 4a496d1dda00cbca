/** The projections of the log. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Projection = components['schemas']['ProjectionView'];

const MOST = 100;
const EVERY_MS = 10_000;

/** Read again while it is on the screen: the lag changes by itself. */
export const projectionsQuery = queryOptions({
  queryKey: ['projections'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      answer(client.GET('/projections', { params: { query: { limit: MOST, cursor } }, signal, ...IN_BACKGROUND })),
    ),
  refetchInterval: EVERY_MS,
});
