/** A team as known on a day, its statements with their acts, and its quality. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { allPages } from '../../parts/all-pages.ts';

export type Team = components['schemas']['TeamView'];
export type Quality = components['schemas']['TeamQualityView'];
export type RatedIndicator = Quality['indicators'][number];
export type RatedYear = RatedIndicator['years'][number];
export type FollowedIndicator = components['schemas']['FollowedIndicatorView'];
export type ListedStatement = components['schemas']['ListedStatementView'];

export interface QuarterLedger extends Pick<ListedStatement, 'period' | 'phase'> {
  /** Lines by class and reason. */
  readonly lines: readonly components['schemas']['LedgerLineView'][];
}

const MOST = 500;

/** `knownOn` undefined: today. */
export function teamQuery(team: string, knownOn: string | undefined) {
  return queryOptions({
    queryKey: ['team', team, knownOn],
    queryFn: ({ signal }) => {
      const params = { path: { team }, query: { knownOn } };
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
        const query = { team, sort: 'period' as const, limit: MOST, cursor };
        return answer(client.GET('/statements', { params: { query }, signal }));
      }),
  });
}

/** The act ledger of each of these statements, in their order: four requests for each year of the team. */
export function ledgersOfQuery(team: string, statements: readonly ListedStatement[]) {
  return queryOptions({
    queryKey: ['statements', 'of team', team, 'act ledgers', statements.map(({ period, phase }) => [period, phase])],
    queryFn: ({ signal }) =>
      Promise.all(
        statements.map(async ({ period, phase }): Promise<QuarterLedger> => {
          const lines = await allPages((cursor) => {
            const params = { path: { team, period }, query: { limit: MOST, cursor } };
            return answer(client.GET('/statements/{team}/{period}/act-ledger', { params, signal }));
          });
          return { period, phase, lines };
        }),
      ),
  });
}

/** The results beside the thresholds of each year, as known on the same day. */
export function teamQualityQuery(team: string, knownOn: string | undefined) {
  return queryOptions({
    queryKey: ['team', team, knownOn, 'quality'],
    queryFn: ({ signal }) => {
      const params = { path: { team }, query: { knownOn } };
      return answer(client.GET('/teams/{team}/quality', { params, signal }));
    },
  });
}

/** By year, with the value of the next rating, which needs a calculation of the team. */
export function teamIndicatorsQuery(team: string, knownOn: string | undefined) {
  return queryOptions({
    queryKey: ['team', team, knownOn, 'indicators'],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const params = { path: { team }, query: { knownOn, limit: MOST, cursor } };
        return answer(client.GET('/teams/{team}/indicators', { params, signal }));
      }),
  });
}

export function teamIndicatorsCsv(team: string, knownOn: string | undefined): string {
  const query = knownOn === undefined ? '' : `?knownOn=${knownOn}`;
  return `/teams/${encodeURIComponent(team)}/indicators${query}`;
}

interface ComparedRange {
  readonly knownOn: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The team under every scheme that replaces acts, and by the act; without quarters, all of its history. */
export function schemeComparisonQuery(team: string, { knownOn, from, to }: ComparedRange) {
  return queryOptions({
    queryKey: ['team', team, knownOn, 'comparison', from, to],
    queryFn: ({ signal }) => {
      const params = { path: { team }, query: { knownOn, from, to } };
      return answer(client.GET('/teams/{team}/comparison', { params, signal }));
    },
  });
}
