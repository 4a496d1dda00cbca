/** The tasks of a day. */
import { queryOptions } from '@tanstack/react-query';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';

export type Todo = components['schemas']['TodoView'];
export type Task = Todo['tasks'][number];

/** Names shown of a group; the screen behind it has all. */
export const NAMES_SHOWN = 3;

/** `asOf` undefined: today. */
export function todoQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: ['todo', asOf],
    queryFn: ({ signal }) =>
      answer(
        client.GET('/todo', {
          params: { query: { asOf, names: NAMES_SHOWN, completeness: 'false' } },
          signal,
        }),
      ),
  });
}

/** The most that the service gives. */
const MOST_NAMES = 500;

/** The same with the names of a group: for the screen behind a task. */
export function namedTodoQuery() {
  return queryOptions({
    queryKey: ['todo', 'named'],
    queryFn: ({ signal }) =>
      answer(client.GET('/todo', { params: { query: { names: MOST_NAMES, completeness: 'false' } }, signal })),
  });
}

/** How complete the acts are, by team and month. */
export function completenessQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: ['todo', asOf, 'completeness'],
    queryFn: ({ signal }) => answer(client.GET('/todo', { params: { query: { asOf, names: 0 } }, signal })),
  });
}
