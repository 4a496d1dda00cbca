/** Reads through TanStack Query: what is read is kept, and read again after each command. Reads alone are retried. */
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** Key of the query of the session. */
export const SESSION = ['session'] as const;

const TRIES = 3;
const STALE_MS = 10_000;

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      // The session ended: back to the login, at the same address.
      if (error instanceof Problem && error.status === 401) queries.setQueryData(SESSION, null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      retry: (failures, error) => failures < TRIES && isPassing(error),
      retryDelay: (failures) => 400 * 2 ** failures,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

/** No answer, a projection that is behind, or too many requests: asking again may help. */
function isPassing(error: unknown): boolean {
  return error instanceof Problem && [0, 429, 502, 503, 504].includes(error.status);
}
