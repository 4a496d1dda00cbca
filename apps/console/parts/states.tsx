/** The states of a screen: loading, empty, and failed. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { loginAddress } from '../session/login-address.ts';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** While it is read the first time; lines of a text by default. */
  readonly skeleton?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Shows the data, a skeleton before the first data, or the problem. The old data stay while they are read again. */
export function Loaded<Data>({ query, skeleton = <Skeleton />, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ProblemNotice error={query.error} again={() => void query.refetch()} />;
  return skeleton;
}

/** Grey lines, visible only after 200 ms (parts.css), so that a quick read does not flicker. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">Lecture en cours</span>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} />
      ))}
    </div>
  );
}

export function ScreenSkeleton() {
  return <Skeleton lines={8} />;
}

/** The sentence of a problem, and the number of the request to give when reporting it. */
export function ProblemNotice({ error, again }: { readonly error: Error; readonly again?: () => void }) {
  const problem = error instanceof Problem ? error : undefined;
  // The login has taken the place of the screen since.
  const hadEnded = problem?.status === 401;
  return (
    <div className="notice fault" role="alert">
      <p>
        <strong>{hadEnded ? 'Votre session avait pris fin' : (problem?.title ?? 'Erreur de la console')}</strong>
      </p>
      <p>{hadEnded ? 'Rien n’a été fait ni lu. Recommencez.' : error.message}</p>
      {problem !== undefined && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ path, detail }) => (
            <li key={`${path} ${detail}`}>{detail}</li>
          ))}
        </ul>
      )}
      {problem?.kind === 'recent-login' && (
        <p>
          <a className="button primary" href={loginAddress(true)}>
            S’identifier à nouveau
          </a>{' '}
          Vous reviendrez à cette page.
        </p>
      )}
      {problem?.request !== undefined && (
        <p className="quiet">
          Numéro de la requête : <code>{problem.request}</code>
        </p>
      )}
      {again !== undefined && (
        <button type="button" onClick={again}>
          Réessayer
        </button>
      )}
    </div>
  );
}

/** Says why there is nothing, and what to do next. */
export function NothingHere({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="nothing">
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
