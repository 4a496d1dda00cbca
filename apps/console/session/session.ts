/** The person who uses the console. */
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { ENDED, SESSION, queries } from '../api/queries.ts';
import type { Role } from './roles.ts';

export type Session = components['schemas']['SessionView'];

/** The session; null if none was started; ENDED if it has ended. */
export function useSessionQuery() {
  return useQuery<Session | typeof ENDED | null>({
    queryKey: SESSION,
    queryFn: readSession,
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** Asks first whether a session exists: a refusal would appear as an error in the browser’s console. */
async function readSession(): Promise<Session | typeof ENDED | null> {
  const { signedIn } = await answer(client.GET('/session/login'));
  if (signedIn) return asPerson(await answer(client.GET('/session')));
  // It ended elsewhere: in another window, or by its age.
  return (queries.getQueryData(SESSION) ?? null) === null ? null : ENDED;
}

/** The person whose reads are kept. */
let reader: string | undefined;

/** Forgets what another person read, which may be more than this one may read. */
function asPerson(session: Session): Session {
  const person = personKey(session);
  if (reader !== undefined && reader !== person)
    queries.removeQueries({ predicate: ({ queryKey: [of] }) => of !== SESSION[0] });
  reader = person;
  return session;
}

/** Another person, or the same one in other roles, has another key. */
export function personKey({ subject, roles, team }: Session): string {
  return JSON.stringify([subject, roles, team]);
}

const Current = createContext<Session | undefined>(undefined);
export const SessionProvider = Current.Provider;

/** The session of the person at the screen. */
export function useSession(): Session {
  const session = useContext(Current);
  if (session === undefined) throw new Error('no session above this component');
  return session;
}

/** Whether the person has one of the roles. */
export function useMay(...roles: readonly Role[]): boolean {
  return useSession().roles.some((role) => roles.includes(role));
}

export async function endSession(): Promise<void> {
  const { continueAt } = await answer(client.DELETE('/session'));
  queries.clear();
  queries.setQueryData(SESSION, null);
  // The provider has a separate session: if it stayed open, the next person at this desk would be logged in by it.
  if (continueAt !== null) location.assign(continueAt);
}
