/** Every account, and how long a changed account waits. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Account = components['schemas']['ListedHolderView'];
export type Side = Account['side'];

const MOST = 500;

export function accountsQuery() {
  return queryOptions({
    queryKey: ['accounts'],
    queryFn: ({ signal }) =>
      allPages<Account>((cursor) => {
        const query = { cursor, limit: MOST };
        return answer(client.GET('/accounts', { params: { query }, signal }));
      }),
  });
}

export function holdQuery() {
  return queryOptions({
    queryKey: ['account hold'],
    queryFn: ({ signal }) => answer(client.GET('/account-hold', { signal })),
  });
}
