/** The events of one stream and the duties for each payment, both by pages; the checkpoints. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { withQuery } from '../../parts/with-query.ts';

export type RecordedEvent = components['schemas']['EventView'];
export type Duties = components['schemas']['PaymentDutiesView'];

const PAGE = 100;

export type DayOrder = 'asc' | 'desc';

export function streamQuery(stream: string, order: DayOrder) {
  return infiniteQueryOptions({
    queryKey: ['stream', stream, order],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { order, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/streams/{stream}/events', { params: { path: { stream }, query }, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export type TakenDecision = components['schemas']['TakenDecisionView'];

export function takenDecisionsQuery(isAsserted: boolean) {
  return infiniteQueryOptions({
    queryKey: ['taken decisions', isAsserted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const asserted = isAsserted ? ('true' as const) : undefined;
      const query = { asserted, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/audit/decisions', { params: { query }, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

interface DutyFilters {
  readonly team: string | undefined;
  readonly run: string | undefined;
  /** Restricts the list to marked entries. */
  readonly isMarked: boolean;
}

export function dutiesQuery({ team, run, isMarked }: DutyFilters) {
  return infiniteQueryOptions({
    queryKey: ['duties', team ?? '', run ?? '', isMarked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const marked = isMarked ? ('true' as const) : undefined;
      const query = { team, run, marked, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/audit/duties', { params: { query }, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Address of the same list as CSV. */
export function dutiesCsv({ team, run, isMarked }: DutyFilters): string {
  return withQuery('/audit/duties', { team, run, marked: isMarked ? 'true' : undefined });
}

export type Checkpoint = components['schemas']['CheckpointView'];
export type Verification = components['schemas']['VerificationResultView'];
export type Bundle = components['schemas']['BundleResultView'];

export type Recomputation = components['schemas']['RecomputationResultView'];
export type Consistency = components['schemas']['ConsistencyResultView'];
export type AuditKey = components['schemas']['AuditKeyView'];

const MOST = 500;

/** The latest first. */
export const checkpointsQuery = queryOptions({
  queryKey: ['checkpoints'],
  queryFn: async ({ signal }) => {
    const all = await allPages((cursor) => {
      const query = { limit: MOST, cursor };
      return answer(client.GET('/audit/checkpoints', { params: { query }, signal }));
    });
    return all.toReversed();
  },
});

export const auditKeysQuery = queryOptions({
  queryKey: ['audit keys'],
  queryFn: ({ signal }) =>
    allPages((cursor) => answer(client.GET('/audit/keys', { params: { query: { limit: MOST, cursor } }, signal }))),
});

export function attestationsQuery(position: number) {
  return queryOptions({
    queryKey: ['attestations', position],
    queryFn: ({ signal }) => {
      const path = { position: String(position) };
      return answer(client.GET('/audit/checkpoints/{position}/attestations', { params: { path }, signal }));
    },
  });
}
