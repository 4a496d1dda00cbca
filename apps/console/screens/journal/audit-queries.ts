/** Paged reads for the tabs of auditors. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { withQuery } from '../../parts/with-query.ts';

type Schemas = components['schemas'];
export type Completeness = Schemas['CompletenessView'];
export type AuditEntry = Schemas['AuditEntryView'];
export type EntryKind = Completeness['what'];
export type Hit = Schemas['HitView'];
export type Override = Schemas['AuditOverrideView'];
export type OverrideKind = Override['kind'];
export type LateFact = Schemas['LateFactView'];
export type Access = Schemas['AccessView'];
export type AccessKind = Access['kind'];
export type RoleSeen = Schemas['RoleSeenView'];

const PAGE = 100;
const FIRST = undefined as string | undefined;
const following = ({ next }: { readonly next: string | null }): string | undefined => next ?? undefined;

export interface ExtractFilters {
  readonly what: EntryKind;
  readonly team: string | undefined;
  readonly year: string | undefined;
  readonly person: string | undefined;
}

export function extractQuery(filters: ExtractFilters) {
  return infiniteQueryOptions({
    queryKey: ['extract', filters],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(client.GET('/audit/extracts', { params: { query: { ...filters, limit: PAGE, cursor } }, signal })),
    getNextPageParam: following,
  });
}

export function extractCsv(filters: ExtractFilters): string {
  return withQuery('/audit/extracts', { ...filters });
}

export interface SampleAsked extends ExtractFilters {
  readonly seed: string;
  readonly size: number;
}

export function sampleQuery(asked: SampleAsked) {
  return infiniteQueryOptions({
    queryKey: ['sample', asked],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(client.GET('/audit/sample', { params: { query: { ...asked, limit: PAGE, cursor } }, signal })),
    getNextPageParam: following,
  });
}

export function sampleCsv({ size, ...asked }: SampleAsked): string {
  return withQuery('/audit/sample', { ...asked, size: String(size) });
}

export function overridesQuery(kind: OverrideKind | undefined) {
  return infiniteQueryOptions({
    queryKey: ['overrides', kind ?? ''],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(client.GET('/audit/exceptions', { params: { query: { kind, limit: PAGE, cursor } }, signal })),
    getNextPageParam: following,
  });
}

export const lateFactsQuery = infiniteQueryOptions({
  queryKey: ['late facts'],
  initialPageParam: FIRST,
  queryFn: ({ pageParam: cursor, signal }) =>
    answer(client.GET('/audit/late-facts', { params: { query: { limit: PAGE, cursor } }, signal })),
  getNextPageParam: following,
});

export function accessesQuery(id: string | undefined, kind: AccessKind | undefined) {
  return infiniteQueryOptions({
    queryKey: ['accesses', id ?? '', kind ?? ''],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(client.GET('/audit/accesses', { params: { query: { id, kind, limit: PAGE, cursor } }, signal })),
    getNextPageParam: following,
  });
}

export const rolesQuery = infiniteQueryOptions({
  queryKey: ['roles'],
  initialPageParam: FIRST,
  queryFn: ({ pageParam: cursor, signal }) =>
    answer(client.GET('/audit/roles', { params: { query: { limit: PAGE, cursor } }, signal })),
  getNextPageParam: following,
});
