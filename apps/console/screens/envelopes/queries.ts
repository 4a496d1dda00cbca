/** Every exception that two people gave. The envelopes themselves are read as the runs do. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Envelope = components['schemas']['EnvelopeView'];
export type Exception = components['schemas']['ExceptionView'];

export function exceptionsQuery() {
  return queryOptions({
    queryKey: ['exceptions'],
    queryFn: ({ signal }) =>
      allPages<Exception>((cursor) => {
        const query = { cursor };
        return answer(client.GET('/exceptions', { params: { query }, signal }));
      }),
  });
}
