/** The accounts whose statements the bank sent: their days, and their differences from the ledger. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

type BankAccount = components['schemas']['BankAccountView'];
export type AccountDay = components['schemas']['AccountDayView'];
export type AccountDifference = components['schemas']['AccountDifferenceView'];

const PAGE = 200;

export function bankAccountsQuery() {
  return queryOptions({
    queryKey: ['bank accounts'],
    queryFn: ({ signal }) =>
      allPages<BankAccount>((cursor) => {
        const query = { cursor };
        return answer(client.GET('/bank-accounts', { params: { query }, signal }));
      }),
  });
}

export function daysQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['bank accounts', account, 'days'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, cursor: pageParam };
      return answer(client.GET('/bank-accounts/{account}/days', { params: { path: { account }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

export function differencesQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['bank accounts', account, 'differences'],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { account }, query: { limit: PAGE, cursor: pageParam } };
      return answer(client.GET('/bank-accounts/{account}/differences', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}
