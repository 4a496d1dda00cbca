/** Runs, and the preview of the next one. */
import type { Exception } from '../envelopes/queries.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Run = components['schemas']['RunView'];
export type Preview = components['schemas']['RunPreviewView'];
type Envelope = components['schemas']['EnvelopeView'];

const PAGE = 200;
/** The largest page of the service. */
const MOST = 500;

/** `envelope` undefined: the runs of all envelopes. */
export function runsQuery(envelope: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['runs', envelope],
    queryFn: ({ pageParam, signal }) => {
      const query = { envelope, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/payment-runs', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

/** Every run of every envelope: a name belongs to one of them. */
export function everyRunQuery() {
  return queryOptions({
    queryKey: ['runs', 'every'],
    queryFn: ({ signal }) =>
      allPages<Run>((cursor) => {
        const query = { limit: MOST, cursor };
        return answer(client.GET('/payment-runs', { params: { query }, signal }));
      }),
  });
}

export function envelopesQuery() {
  return queryOptions({
    queryKey: ['envelopes'],
    queryFn: ({ signal }): Promise<readonly Envelope[]> =>
      allPages((cursor) => {
        const query = { cursor };
        return answer(client.GET('/envelopes', { params: { query }, signal }));
      }),
  });
}

/** The request for a run before it is prepared. */
export interface RunAsked {
  readonly envelope: string;
  readonly dueBy: string | undefined;
  readonly executionDay: string | undefined;
  readonly team: string | undefined;
  readonly exceptions: readonly string[];
}

export function previewQuery({ envelope, exceptions, ...asked }: RunAsked) {
  return queryOptions({
    queryKey: ['run preview', envelope, asked, exceptions],
    queryFn: ({ signal }) => {
      const query = {
        ...asked,
        exception: exceptions.length === 0 ? undefined : exceptions.join(','),
      };
      return answer(client.GET('/envelopes/{envelope}/run-preview', { params: { path: { envelope }, query }, signal }));
    },
  });
}

/** The exceptions that can still serve. */
export function usableExceptionsQuery() {
  return queryOptions({
    queryKey: ['exceptions', 'usable'],
    queryFn: async ({ signal }) => {
      const all = await allPages<Exception>((cursor) => {
        const query = { cursor };
        return answer(client.GET('/exceptions', { params: { query }, signal }));
      });
      return all.filter(({ status }) => status === 'confirmed');
    },
  });
}
