/** The last calculation of one statement, and its decisions. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type Calculated = components['schemas']['CalculatedStatementView'];
export type Statement = NonNullable<Calculated['statement']>;
export type Decisions = components['schemas']['DecisionsView'];

export interface TeamPeriod {
  readonly team: string;
  readonly period: string;
}

export function statementQuery({ team, period }: TeamPeriod) {
  return queryOptions({
    queryKey: ['statement', team, period],
    queryFn: ({ signal }) => {
      const params = { path: { team, period } };
      return answer(client.GET('/statements/{team}/{period}', { params, signal }));
    },
  });
}

export function decisionsQuery({ team, period }: TeamPeriod) {
  return queryOptions({
    queryKey: ['statement', team, period, 'decisions'],
    queryFn: ({ signal }) => {
      const params = { path: { team, period } };
      return answer(client.GET('/statements/{team}/{period}/decisions', { params, signal }));
    },
  });
}

/** One decision as recorded, with its payments. */
export function decidedQuery({ team, period }: TeamPeriod, number: number) {
  return queryOptions({
    queryKey: ['statement', team, period, 'decided', number],
    queryFn: ({ signal }) => {
      const params = { path: { team, period, number: String(number) } };
      return answer(client.GET('/statements/{team}/{period}/decisions/{number}', { params, signal }));
    },
  });
}
