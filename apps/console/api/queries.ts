/** Reads through TanStack Query: results are cached, and read again after each command. Only reads are retried. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem, isPassing, pauseMs } from './problem.ts';

/** Key of the query of the session. */
export const SESSION = ['session'] as const;

const TRIES = 3;
const STALE_MS = 10_000;

/** Stands for a session that ended without an action of its person. */
export const ENDED = 'ended';

/** The session ended: back to the login, at the same address. */
function onError(error: Error): void {
  if (!(error instanceof Problem) || error.status !== 401) return;
  queries.setQueryData(SESSION, (session: unknown) => (session === null ? null : ENDED));
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // Offline, the library would keep a command, and send it when the network comes back, after its person has given it up.
    queries: {
      networkMode: 'always',
      staleTime: STALE_MS,
      retry: (failures, error) => failures < TRIES && isPassing(error),
      retryDelay: pauseMs,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
