/** The projections of the log; the webhooks with their positions and last attempts. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { IN_BACKGROUND, client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Projection = components['schemas']['ProjectionView'];
export type Webhook = components['schemas']['WebhookView'];
export type Attempt = components['schemas']['DeliveryView'];

const MOST = 100;
const EVERY_MS = 10_000;
/** A worker sends immediately when a person asks for it. */
const DELIVERIES_EVERY_MS = 3_000;

/** Polled while it is on the screen: the lag changes without any action. */
export const projectionsQuery = queryOptions({
  queryKey: ['projections'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      answer(client.GET('/projections', { params: { query: { limit: MOST, cursor } }, signal, ...IN_BACKGROUND })),
    ),
  refetchInterval: EVERY_MS,
});

/** Polled while it is on the screen: a worker may disable one. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) =>
    allPages((cursor) => {
      const query = { limit: MOST, cursor };
      return answer(client.GET('/webhooks', { params: { query }, signal, ...IN_BACKGROUND }));
    }),
  refetchInterval: EVERY_MS,
});

/** The webhook with its undelivered events. */
export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhook', id],
    queryFn: ({ signal }) =>
      answer(client.GET('/webhooks/{id}', { params: { path: { id } }, signal, ...IN_BACKGROUND })),
    refetchInterval: DELIVERIES_EVERY_MS,
  });
}

export const LAST_ATTEMPTS = 20;

/** The latest first. */
export function attemptsQuery(id: string) {
  return queryOptions({
    queryKey: ['webhook attempts', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: LAST_ATTEMPTS } };
      return (await answer(client.GET('/webhooks/{id}/deliveries', { params, signal, ...IN_BACKGROUND }))).items;
    },
    refetchInterval: DELIVERIES_EVERY_MS,
  });
}
