/** One event of the log, which never changes, and its effects. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type EventRead = components['schemas']['EventInLogView'];

export function eventQuery(position: string) {
  return queryOptions({
    queryKey: ['event', position],
    queryFn: ({ signal }) => answer(client.GET('/events/{position}', { params: { path: { position } }, signal })),
    staleTime: Infinity,
  });
}

export type Effect = components['schemas']['EffectView'];

const PAGE = 100;

/** A page may be empty until the log has been read to its end. */
export function effectsQuery(position: string) {
  return infiniteQueryOptions({
    queryKey: ['event', position, 'effects'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { position }, query: { limit: PAGE, cursor: pageParam } };
      return answer(client.GET('/events/{position}/effects', { params, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
