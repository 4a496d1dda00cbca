/** Every decision on one period of a team, as decided. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type Decided = components['schemas']['DecidedStatementView'];

export function ownDecidedQuery(team: string, period: string) {
  return queryOptions({
    queryKey: ['own statement', team, period],
    queryFn: async ({ signal }) => {
      const path = { team, period };
      const { decisions } = await answer(
        client.GET('/statements/{team}/{period}/decisions', { params: { path }, signal }),
      );
      return Promise.all(
        decisions.map(({ number }) =>
          answer(
            client.GET('/statements/{team}/{period}/decisions/{number}', {
              params: { path: { ...path, number: String(number) } },
              signal,
            }),
          ),
        ),
      );
    },
  });
}
