/** The decided statements and the payments of one team: the service gives a team only its own. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type OwnStatement = components['schemas']['ListedStatementView'];
export type OwnPayment = components['schemas']['PaymentView'];

const MOST = 500;

export function ownStatementsQuery(team: string) {
  return queryOptions({
    queryKey: ['own statements', team],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { team, sort: '-period' as const, limit: MOST, cursor };
        return answer(client.GET('/statements', { params: { query }, signal }));
      }),
  });
}

export function ownPaymentsQuery(team: string) {
  return queryOptions({
    queryKey: ['own payments', team],
    queryFn: async ({ signal }) => {
      const all = await allPages((cursor) => {
        const query = { team, limit: MOST, cursor };
        return answer(client.GET('/payments', { params: { query }, signal }));
      });
      return all.toSorted((a, b) => (a.period < b.period ? 1 : -1));
    },
  });
}
