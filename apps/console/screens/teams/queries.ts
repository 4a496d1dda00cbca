/** Every team as known on a day: there are at most some thousands. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';
import { withQuery } from '../../parts/with-query.ts';

export type ListedTeam = components['schemas']['ListedTeamView'];

interface TeamFilters {
  readonly scheme: string | undefined;
  readonly phase: string | undefined;
  readonly knownOn: string | undefined;
}

const MOST = 500;

/** Today's teams of every scheme and phase. */
const ALL: TeamFilters = { scheme: undefined, phase: undefined, knownOn: undefined };

export function teamsQuery(filters: TeamFilters = ALL) {
  return queryOptions({
    queryKey: ['teams', filters],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { ...filters, limit: MOST, cursor };
        return answer(client.GET('/teams', { params: { query }, signal }));
      }),
  });
}

/** Address of the same list as CSV. */
export function teamsCsvAddress(filters: TeamFilters): string {
  return withQuery('/teams', { ...filters, limit: String(MOST) });
}
