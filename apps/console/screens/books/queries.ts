/** Entries recorded from one day to another, and the accruals of a year. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type AccountingEntry = components['schemas']['AccountingEntryView'];
export type Accruals = components['schemas']['AccrualsView'];

const PAGE = 200;

/** Days of recording, both within. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export function entriesQuery({ from, to }: DayRange) {
  return infiniteQueryOptions({
    queryKey: ['general ledger', from, to],
    queryFn: ({ pageParam, signal }) => {
      const query = { from, to, limit: PAGE, cursor: pageParam };
      return answer(client.GET('/general-ledger', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

export interface YearEndAsked {
  readonly year: string;
  /** Restricts the entries to those known on that day; undefined: all entries. */
  readonly knownOn: string | undefined;
  /** Includes the open items of earlier years. */
  readonly isWithEarlier: boolean;
}

export function accrualsQuery(closing: YearEndAsked) {
  return queryOptions({
    queryKey: ['accruals', closing],
    queryFn: ({ signal }) => answer(client.GET('/accruals', { params: { query: asked(closing) }, signal })),
  });
}

export function asked({ year, knownOn, isWithEarlier }: YearEndAsked) {
  const earlier = isWithEarlier ? ('true' as const) : ('false' as const);
  return { year, earlier, ...(knownOn === undefined ? {} : { knownOn }) };
}
