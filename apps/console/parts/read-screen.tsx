/** A screen about one thing that its address names: its heading and a way back are there too if it cannot be read, or does not exist. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { ScreenLink } from '../frame/screen-link.tsx';
import { periodInFrench } from './words.tsx';
import { Loaded, NothingHere, ProblemNotice, ScreenSkeleton } from './states.tsx';

/** What the address names. */
interface NamedThing {
  /** `Équipe PEPS-01` */
  readonly name: string;
  /** Said if the service does not have it, in the words of the screens. */
  readonly unknown: string;
  /** The list that has those that exist. */
  readonly list: { readonly to: string; readonly label: string };
}

/** A statement, by the team and period of its address. */
export function statementThing({ team, period }: { readonly team: string; readonly period: string }): NamedThing {
  return {
    name: `Décompte ${team} ${periodInFrench(period)}`,
    unknown: 'Rien n’est calculé pour cette équipe et cette période, si elles existent : la liste montre ce qui l’est.',
    list: { to: '/decomptes', label: 'Décomptes' },
  };
}

interface ReadScreenProps<Data> {
  readonly of: NamedThing;
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

export function ReadScreen<Data>({ of, query, children }: ReadScreenProps<Data>) {
  if (query.data === undefined && query.error !== null)
    return <Unread of={of} error={query.error} again={() => void query.refetch()} />;
  return (
    <Loaded query={query} skeleton={<ScreenSkeleton />}>
      {children}
    </Loaded>
  );
}

const NOT_FOUND = 404;

interface UnreadProps {
  readonly of: NamedThing;
  readonly error: Error;
  readonly again: () => void;
}

function Unread({ of: { name, unknown, list }, error, again }: UnreadProps) {
  return (
    <>
      <header className="screen-head">
        <div>
          <p className="quiet">
            <ScreenLink to={list.to}>{list.label}</ScreenLink>
          </p>
          <h1>{name}</h1>
        </div>
      </header>
      {error instanceof Problem && error.status === NOT_FOUND ? (
        <NothingHere title="Introuvable">{unknown}</NothingHere>
      ) : (
        <ProblemNotice error={error} again={again} />
      )}
    </>
  );
}
