/** Shows the screens to a person who is logged in; otherwise the login, at the same address. */
import type { ReactNode } from 'react';
import { ENDED } from '../api/queries.ts';
import { ProblemNotice } from '../parts/states.tsx';
import { Login } from './login.tsx';
import { SessionProvider, useSessionQuery } from './session.ts';

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch } = useSessionQuery();
  if (error !== null) return <ProblemNotice error={error} again={() => void refetch()} />;
  if (session === undefined) return null;
  if (session === null || session === ENDED) return <Login hasEnded={session === ENDED} />;
  // The key gives another person new screens: no state of the previous person remains.
  return (
    <SessionProvider value={session} key={`${session.subject} ${session.roles.join()}`}>
      {children}
    </SessionProvider>
  );
}
