/** One payment with everything that led to it, and the decided statement behind it. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type PaymentRead = components['schemas']['PaymentReadView'];
export type PaidDecision = NonNullable<PaymentRead['decision']>;

export function paymentQuery(endToEndId: string) {
  return queryOptions({
    queryKey: ['payment', endToEndId],
    queryFn: ({ signal }) => {
      const params = { path: { endToEndId } };
      return answer(client.GET('/payments/{endToEndId}', { params, signal }));
    },
  });
}

export function decisionQuery({ team, period, number }: PaidDecision) {
  return queryOptions({
    queryKey: ['decision', team, period, number],
    queryFn: ({ signal }) => {
      const params = { path: { team, period, number: String(number) } };
      return answer(client.GET('/statements/{team}/{period}/decisions/{number}', { params, signal }));
    },
  });
}
