/** A team as known on a day, its statements, and the names of the indicators in force. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { written } from '../../api/written.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Team = components['schemas']['TeamView'];
export type QualityYear = Team['quality'][number];
export type Statement = components['schemas']['ListedStatementView'];
export type Indicator = components['schemas']['RegulationIndicatorView'];

const MOST = 500;

/** `knownOn` undefined: today. */
export function teamQuery(team: string, knownOn: string | undefined) {
  return queryOptions({
    queryKey: ['team', team, knownOn],
    queryFn: ({ signal }) => {
      const params = { path: { team }, query: { knownOn, after: written() } };
      return answer(client.GET('/teams/{team}', { params, signal }));
    },
  });
}

/** The earliest period first. */
export function statementsOfQuery(team: string) {
  return queryOptions({
    queryKey: ['statements', 'of team', team],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { team, sort: 'period' as const, limit: MOST, cursor, after: written() };
        return answer(client.GET('/statements', { params: { query }, signal }));
      }),
  });
}

/** Of the version in force; none before the first. */
export const indicatorsQuery = queryOptions({
  queryKey: ['regulation', 'indicators'],
  queryFn: async ({ signal }): Promise<readonly Indicator[]> => {
    const versions = await allPages((cursor) =>
      answer(client.GET('/regulation/versions', { params: { query: { cursor } }, signal })),
    );
    const version = versions.find(({ inForce }) => inForce)?.version;
    if (version === undefined) return [];
    return (await answer(client.GET('/regulation/versions/{version}', { params: { path: { version } }, signal })))
      .indicators;
  },
});
