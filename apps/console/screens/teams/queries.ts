/** Every team as known on a day: there are at most some thousands. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { written } from '../../api/written.ts';
import { allPages } from '../../parts/all-pages.ts';

export type ListedTeam = components['schemas']['ListedTeamView'];

export interface TeamFilters {
  readonly scheme: string | undefined;
  readonly phase: string | undefined;
  readonly knownOn: string | undefined;
}

const MOST = 500;

export function teamsQuery(filters: TeamFilters) {
  return queryOptions({
    queryKey: ['teams', filters],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { ...filters, limit: MOST, cursor, after: written() };
        return answer(client.GET('/teams', { params: { query }, signal }));
      }),
  });
}

/** Address of the same list as CSV. */
export function csvAddress(filters: TeamFilters): string {
  const said = Object.entries({ ...filters, limit: String(MOST) }).filter(([, value]) => value !== undefined);
  return `/teams?${new URLSearchParams(said as [string, string][]).toString()}`;
}
