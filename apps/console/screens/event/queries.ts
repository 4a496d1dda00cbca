/** One event of the log: it never changes. */
import { queryOptions } from '@tanstack/react-query';
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
