/**
 * Shows the screens to a person who is logged in; otherwise the login, at the same address. The screens of an ended session wait, hidden, with
 * all that the person typed: the same person finds them again, another one gets new ones.
 */
import { Activity, type ReactNode, useEffect, useState } from 'react';
import { ENDED, SESSION, queries } from '../api/queries.ts';
import { ProblemNotice } from '../parts/states.tsx';
import { Login } from './login.tsx';
import { type Session, SessionProvider, personKey, useSessionQuery } from './session.ts';

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch } = useSessionQuery();
  const [last, keep] = useState<Session>();
  const hasEnded = session === ENDED;
  useReturn(hasEnded);
  // A failed read of a known session, as during a restart of the service, leaves the screens and what is typed in them.
  if (session === undefined)
    return error === null ? null : <ProblemNotice error={error} again={() => void refetch()} />;
  if (session === null) return <Login hasEnded={false} />;
  if (session !== ENDED && session !== last) keep(session);
  const person = session === ENDED ? last : session;
  return (
    <>
      {hasEnded && <Login hasEnded />}
      {person !== undefined && (
        <Activity mode={hasEnded ? 'hidden' : 'visible'} key={personKey(person)}>
          <SessionProvider value={person}>{children}</SessionProvider>
        </Activity>
      )}
    </>
  );
}

/**
 * Reads the session again whenever the person comes back to this window: another one may have ended it, or begun that of another person, who
 * would then act on the screens of this one. After an ended session all is read again.
 */
function useReturn(hasEnded: boolean): void {
  useEffect(() => {
    const look = (): void => void queries.invalidateQueries({ queryKey: SESSION });
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  useEffect(() => {
    if (!hasEnded) return;
    return () => void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of !== SESSION[0] });
  }, [hasEnded]);
}
