/** The experiment by scheme and period, and published figures beside it. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { withQuery } from '../../parts/with-query.ts';

export type SchemePeriod = components['schemas']['SchemePeriodView'];
export type BesidePublished = components['schemas']['BesidePublishedView'];

export type TeamIndicator = components['schemas']['TeamIndicatorView'];

export interface MonitoringFilters {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** `true`: also counts patients who came and left. */
  readonly movements: 'true' | undefined;
}

const MOST = 500;

export function monitoringQuery(filters: MonitoringFilters) {
  return queryOptions({
    queryKey: ['monitoring', filters],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { ...filters, limit: MOST, cursor };
        return answer(client.GET('/monitoring', { params: { query }, signal }));
      }),
  });
}

export function publishedQuery() {
  return queryOptions({
    queryKey: ['monitoring', 'published'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answer(client.GET('/monitoring/published', { params: { query: { limit: MOST, cursor } }, signal })),
      ),
  });
}

/** Address of the same list as CSV. */
export function monitoringCsvAddress(filters: MonitoringFilters): string {
  return withQuery('/monitoring', { ...filters, limit: String(MOST) });
}

/** Every indicator of every team, of all years. */
export function indicatorsQuery() {
  return queryOptions({
    queryKey: ['indicators'],
    queryFn: ({ signal }) =>
      allPages((cursor) => answer(client.GET('/indicators', { params: { query: { limit: MOST, cursor } }, signal }))),
  });
}

export function schemeIndicatorsCsv(year: string, scheme: string | undefined): string {
  return withQuery('/indicators', { year, scheme, limit: String(MOST) });
}
