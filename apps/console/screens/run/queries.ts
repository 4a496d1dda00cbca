/** One run with its payments: as it would be released now, or as it was released. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type RunRead = components['schemas']['RunWithPaymentsView'];
export type Prepared = NonNullable<RunRead['prepared']>;
export type RunFile = RunRead['files'][number];

export function runQuery(run: string) {
  return queryOptions({
    queryKey: ['run', run],
    queryFn: ({ signal }) => {
      const params = { path: { run } };
      return answer(client.GET('/payment-runs/{run}', { params, signal }));
    },
  });
}
