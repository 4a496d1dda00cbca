/** One envelope with its years and teams. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type EnvelopeRead = components['schemas']['EnvelopeWithTeamsView'];
export type TeamBalances = EnvelopeRead['teams'][number];

export function envelopeQuery(envelope: string) {
  return queryOptions({
    queryKey: ['envelope', envelope],
    queryFn: ({ signal }) => {
      const params = { path: { envelope } };
      return answer(client.GET('/envelopes/{envelope}', { params, signal }));
    },
  });
}
